//! What is remembered comes back, whatever was cut off.

use super::*;

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("longshore-agent-store-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    Folder(path)
}

fn assignment(arn: &str) -> Assignment {
    Assignment { task_arn: Some(arn.to_owned()), ..Assignment::default() }
}

#[test]
fn tasks_come_back_whole_missing_or_torn() {
    let folder = folder("load");
    let store = Store::open(&folder.0).unwrap();
    let state = TaskState { revision: 7, ..TaskState::default() };
    for arn in ["a/whole", "a/missing", "a/torn", "a/lost"] {
        store.begin(arn, &assignment(arn), &TaskState::default()).unwrap();
    }
    store.save_state("a/whole", &assignment("a/whole"), &state).unwrap();
    let states = |arn: &str, text: &str| {
        fs::write(store.file(arn), [&head(&assignment(arn)), text.as_bytes()].concat()).unwrap();
    };
    states("a/missing", "");
    states("a/torn", "{\"rev");
    fs::write(store.file("a/lost"), &head(&assignment("a/lost"))[..5]).unwrap();
    fs::write(store.file("a/whole").with_extension(FRESH), "").unwrap();
    store.note_taken(&["a/whole".to_owned(), "a/gone".to_owned()], 12).unwrap();
    let Loaded { tasks: mut stored, torn, over, generation } = store.load().unwrap();
    assert_eq!((over.into_iter().collect::<Vec<_>>().concat().as_str(), generation), ("a/gone", 12));
    stored.sort_by_key(|one| one.assignment.task_arn.clone());
    let states: Vec<_> = stored
        .iter()
        .map(|one| match &one.state {
            StoredState::Whole(state) => state.revision.to_string(),
            StoredState::Missing => "missing".to_owned(),
            StoredState::Torn(_) => "torn".to_owned(),
        })
        .collect();
    assert_eq!(
        states,
        ["missing", "missing", "7"],
        "a first state that was cut off is of a task that is new still"
    );
    assert_eq!(torn.len(), 1);
    store.note_taken(&["a/missing".to_owned(), "a/torn".to_owned()], 13).unwrap();
    let lost =
        store.load().unwrap().tasks.into_iter().filter(|one| matches!(one.state, StoredState::Torn(_)));
    assert_eq!(lost.count(), 2, "what was accepted and has no state is lost, not new");
    store.remove("a/whole").unwrap();
    store.remove("a/whole").unwrap();
    assert_eq!(store.load().unwrap().tasks.len(), 2, "what is lost is gone, what was removed too");
}

fn revisions(store: &Store) -> Vec<String> {
    let told = |one: Stored| match one.state {
        StoredState::Whole(state) => state.revision.to_string(),
        StoredState::Missing => "missing".to_owned(),
        StoredState::Torn(_) => "torn".to_owned(),
    };
    store.load().unwrap().tasks.into_iter().map(told).collect()
}

#[test]
fn a_state_that_was_cut_off_leaves_the_one_before_it_and_the_next_is_whole() {
    let folder = folder("cut");
    let store = Store::open(&folder.0).unwrap();
    let state = |revision| TaskState { revision, ..TaskState::default() };
    let assignment = assignment("a/1");
    store.begin("a/1", &assignment, &state(1)).unwrap();
    store.note_taken(&["a/1".to_owned()], 1).unwrap();
    store.save_state("a/1", &assignment, &state(2)).unwrap();
    let (path, head) = (store.file("a/1"), head(&assignment).len());
    let (first, both) = (head + serde_json::to_vec(&state(1)).unwrap().len() + 1, fs::read(&path).unwrap());
    for cut in head..=both.len() {
        fs::write(&path, &both[..cut]).unwrap();
        let expected = if cut < first {
            "torn"
        } else if cut < both.len() {
            "1"
        } else {
            "2"
        };
        assert_eq!(revisions(&store), [expected], "{cut}");
        if cut >= first {
            store.save_state("a/1", &assignment, &state(3)).unwrap();
            assert_eq!(revisions(&store), ["3"], "{cut}");
        }
    }
    fs::write(&path, [both.as_slice(), b"{\"rev\n"].concat()).unwrap();
    assert_eq!(revisions(&store), ["torn"], "a whole line that cannot be read is damage");
}

#[test]
fn a_task_that_changes_for_ever_does_not_fill_the_disk() {
    let folder = folder("bound");
    let store = Store::open(&folder.0).unwrap();
    let assignment = assignment("a/1");
    store.begin("a/1", &assignment, &TaskState::default()).unwrap();
    let mut longest = 0;
    for revision in 1..=10_000 {
        store.save_state("a/1", &assignment, &TaskState { revision, ..TaskState::default() }).unwrap();
        longest = longest.max(fs::metadata(store.file("a/1")).unwrap().len());
    }
    assert!(longest < FILE_BYTES_MAX + 1024, "{longest}");
    assert_eq!(revisions(&store), ["10000"]);
}

#[test]
fn names_cannot_lead_out_of_the_folder() {
    for (arn, name) in
        [("arn:aws:ecs:r:1:task/c/0af3", "0af3"), ("..", "%2e%2e"), ("a/", "%"), ("x/é.", "%c3%a9%2e")]
    {
        assert_eq!(file_name(arn), name);
    }
}
