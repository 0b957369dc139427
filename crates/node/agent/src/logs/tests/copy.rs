//! The copy on the machine: rotation, reading back, restarts.

use super::*;

#[tokio::test]
async fn files_rotate_and_are_read_back_from_any_place() {
    for compress in ["false", "true"] {
        let folder = Folder::new();
        let target =
            target("json-file", &[("max-size", "10k"), ("max-file", "3"), ("compress", compress)]).await;
        let outcome = finished(&mut pump(&folder.0, target, &lines(1000), 777, true)).await;
        assert_eq!((outcome.lines, outcome.ended, outcome.error), (1000, true, None));
        let all = kept(&folder.0, LogsAsked::default()).await;
        assert!((200..500).contains(&all.len()), "three files of 10k: {}", all.len());
        assert_eq!(all, numbered(1000 - all.len()..1000));
        let tail = |tail| LogsAsked { tail: Some(tail), ..LogsAsked::default() };
        assert_eq!(kept(&folder.0, tail(5)).await, numbered(995..1000));
        assert_eq!(kept(&folder.0, tail(150)).await, numbered(850..1000), "over the end of a file");
        assert_eq!(kept(&folder.0, tail(0)).await, Vec::<String>::new());
        let since =
            LogsAsked { since_nanos: Some(1_600_000_000_000_000_000 + 8_000), ..LogsAsked::default() };
        let late = kept(&folder.0, since).await;
        assert!(!late.is_empty() && late.len() < all.len() && late.last() == all.last());
        let files = std::fs::read_dir(folder.0.join("t1/app")).unwrap().count();
        assert!(files <= 5, "{files} files");
    }
}

#[tokio::test]
async fn a_line_of_the_file_is_dockers() {
    let folder = Folder::new();
    let long = [vec![b'x'; line::LINE_BYTES_MAX + 1], b"\n\xffy \"z\"\nend".to_vec()].concat();
    let target = target("json-file", &[("tag", "{{.Name}}")]).await;
    finished(&mut pump(&folder.0, target, &long, 5_000, true)).await;
    let text = std::fs::read_to_string(folder.0.join("t1/app/00000001.log")).unwrap();
    let docs: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let logs: Vec<&str> = docs.iter().map(|doc| doc["log"].as_str().unwrap()).collect();
    assert_eq!(logs[0].len(), line::LINE_BYTES_MAX, "a part has no end of line");
    assert_eq!(logs[1..], ["x\n", "\u{fffd}y \"z\"\n", "end\n"]);
    assert_eq!(docs[3]["attrs"], serde_json::json!({"tag": "ecs-web-1-app"}));
    assert!(text.lines().all(|line| line.starts_with("{\"log\":") && line.ends_with("Z\"}")));
}

#[tokio::test]
async fn followers_see_lines_as_they_come_and_the_end() {
    let folder = Folder::new();
    let log = ContainerLog::open(&folder.0, "t1", "app").unwrap();
    let (sender, receiver) = tokio::sync::mpsc::channel(8);
    let pump = log.pump(Box::new(Live(receiver)), target("json-file", &[("max-size", "400")]).await);
    let mut pump = pump.unwrap();
    let chunk = |text: &str, offset| OutputChunk {
        stream: Stream::Stderr,
        at_nanos: 5,
        bytes: text.as_bytes().to_vec().into(),
        next: OutputPosition { segment: 0, offset },
        dropped_bytes: 0,
    };
    sender.send(chunk("one\n", 4)).await.unwrap();
    eventually(|| folder.0.join("t1/app").is_dir()).await;
    let asked = LogsAsked { follow: true, ..LogsAsked::default() };
    let mut reader = read(&folder.0, "t1", None, asked).await.unwrap();
    let next = timeout(Duration::from_secs(10), reader.next()).await.unwrap().unwrap();
    assert_eq!((next.text.as_str(), next.container.as_str(), next.stream), ("one", "app", Stream::Stderr));
    for number in 0..20 {
        sender.send(chunk(&format!("line {number}\n"), 10 + number)).await.unwrap();
        let next = timeout(Duration::from_secs(10), reader.next()).await.unwrap().unwrap();
        assert_eq!(next.text, format!("line {number}"), "across rotations");
    }
    drop(sender);
    finished(&mut pump).await;
    assert_eq!(timeout(Duration::from_secs(10), reader.next()).await.unwrap(), None);
    remove(&folder.0, "t1").unwrap();
    assert!(matches!(read(&folder.0, "t1", None, asked).await, Err(LogReadError::NotKept(_))));
}

#[tokio::test]
async fn a_follower_sees_containers_that_start_later_or_again() {
    let folder = Folder::new();
    let run = async |container: &str, text: &str| {
        let log = ContainerLog::open(&folder.0, "t1", container).unwrap();
        let source = printed(text.as_bytes(), 99, log.position(), true);
        finished(&mut log.pump(Box::new(source), target("json-file", &[]).await).unwrap()).await;
    };
    run("first", "one\n").await;
    let live = Arc::new(std::sync::atomic::AtomicBool::new(true));
    let lives = Arc::clone(&live);
    let asked = LogsAsked { follow: true, ..LogsAsked::default() };
    let reader = read(&folder.0, "t1", None, asked).await.unwrap();
    let mut reader = reader.while_live(move || lives.load(Ordering::Relaxed));
    let mut next = async || {
        let line = timeout(Duration::from_secs(20), reader.next()).await.expect("it comes or ends");
        line.map(|line| format!("{} {}", line.container, line.text))
    };
    assert_eq!(next().await.as_deref(), Some("first one"));
    run("second", "two\n").await;
    assert_eq!(next().await.as_deref(), Some("second two"));
    run("first", "one\nthree\n").await;
    assert_eq!(next().await.as_deref(), Some("first three"), "what had ended has run again");
    run("third", "last\n").await;
    live.store(false, Ordering::Relaxed);
    assert_eq!(next().await.as_deref(), Some("third last"), "seen though nothing starts any more");
    assert_eq!(next().await, None);
}

#[tokio::test]
async fn a_restart_anywhere_neither_loses_nor_repeats() {
    let text = lines(400);
    for chunks in [1, 3, 40] {
        let folder = Folder::new();
        let half = &text[..text.len() / 2 + 3];
        let first = pump(
            &folder.0,
            target("json-file", &[("max-size", "5k"), ("max-file", "99")]).await,
            half,
            half.len() / chunks,
            false,
        );
        eventually(|| ContainerLog::open(&folder.0, "t1", "app").unwrap().position().offset > 0).await;
        let stopped = first.stop().await;
        assert!(!stopped.ended);
        let mut second = pump(
            &folder.0,
            target("json-file", &[("max-size", "5k"), ("max-file", "99")]).await,
            &text,
            100,
            true,
        );
        assert!(finished(&mut second).await.ended);
        assert_eq!(kept(&folder.0, LogsAsked::default()).await, numbered(0..400), "{chunks} chunks");
    }
}

#[tokio::test]
async fn a_crash_behind_the_position_cuts_the_copy_back() {
    let folder = Folder::new();
    finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(10), 20, true)).await;
    let position = folder.0.join("t1/app/position.json");
    let early = std::fs::read(&position).unwrap();
    finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(20), 20, true)).await;
    std::fs::write(&position, early).unwrap();
    finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(30), 20, true)).await;
    assert_eq!(kept(&folder.0, LogsAsked::default()).await, numbered(0..30));
    std::fs::write(&position, b"{torn").unwrap();
    let again = finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(30), 20, true)).await;
    assert_eq!(again.lines, 30, "without a position everything comes again");
}

#[tokio::test]
async fn a_source_that_waits_for_what_it_gave_is_told() {
    let folder = Folder::new();
    let log = ContainerLog::open(&folder.0, "t1", "app").unwrap();
    let mut source = printed(&lines(100), 50, OutputPosition::default(), true);
    source.window = 50;
    let done = Arc::clone(&source.done);
    let mut pump = log.pump(Box::new(source), target("json-file", &[]).await).unwrap();
    assert_eq!(finished(&mut pump).await.lines, 100);
    assert!(done.lock().unwrap().offset > 0);
}

#[tokio::test]
async fn a_container_that_prints_nothing_leaves_nothing_and_may_print_later() {
    let folder = Folder::new();
    for driver in ["json-file", "none"] {
        assert!(finished(&mut pump(&folder.0, target(driver, &[]).await, b"", 1, true)).await.ended);
        assert!(!folder.0.join("t1").exists(), "{driver}");
    }
    finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(3), 20, true)).await;
    finished(&mut pump(&folder.0, target("json-file", &[]).await, &lines(3), 20, true)).await;
    assert_eq!(kept(&folder.0, LogsAsked::default()).await, numbered(0..3));
    let follow = LogsAsked { follow: true, ..LogsAsked::default() };
    assert_eq!(timeout(Duration::from_secs(20), kept(&folder.0, follow)).await.unwrap(), numbered(0..3));
}

#[tokio::test]
async fn nothing_is_kept_where_nothing_shall_be() {
    let folder = Folder::new();
    finished(&mut pump(&folder.0, target("none", &[]).await, &lines(10), 20, true)).await;
    assert_eq!(kept(&folder.0, LogsAsked::default()).await, Vec::<String>::new());
    assert!(matches!(
        read(&folder.0, "../t1", None, LogsAsked::default()).await,
        Err(LogReadError::NotKept(_))
    ));
}
