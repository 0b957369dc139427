//! Images that are pulled before a task needs them.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;

use longshore_link::{PrePull, PrePulled};

use super::*;
use crate::pre_pull::{Company, PrePuller};

struct Pulls {
    puller: PrePuller,
    told: Arc<Mutex<Vec<PrePulled>>>,
    has_room: Arc<AtomicBool>,
}

fn pulls(place: &Place, agent: &AgentHandle) -> Pulls {
    let (told, has_room) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(true)));
    let (tell, room) = (Arc::clone(&told), Arc::clone(&has_room));
    let (puller, work) = PrePuller::new(Company {
        agent: agent.clone(),
        driver: Arc::clone(&place.driver) as Arc<dyn Driver>,
        identity: Arc::new(Nobody),
        has_room: Arc::new(move || room.load(Ordering::Relaxed)),
        told: Arc::new(move |one| tell.lock().unwrap().push(one)),
    });
    tokio::spawn(work);
    Pulls { puller, told, has_room }
}

fn image(name: &str) -> PrePull {
    PrePull { image: Some(name.to_owned()), ..PrePull::default() }
}

impl Pulls {
    async fn answers(&self, count: usize) -> Vec<PrePulled> {
        until(|| (self.told.lock().unwrap().len() == count).then_some(())).await;
        self.told.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn each_image_is_pulled_once_told_once_and_not_tried_again() {
    let place = Place::new();
    let agent = place.agent().await;
    let pulls = pulls(&place, &agent);
    pulls.puller.want(vec![image("app:1"), image("app:1"), image("broken"), image("")]);
    let answers = pulls.answers(2).await;
    assert_eq!((answers[0].pulled, answers[0].error.as_deref()), (Some(true), None));
    assert_eq!(answers[1].image.as_deref(), Some("broken"));
    assert_eq!((answers[1].pulled, answers[1].error.as_deref()), (None, Some("it is broken")));
    assert_eq!(place.driver.machine().pulls, ["app:1", "broken"]);
    // Asked for again, it is looked at again.
    pulls.puller.want(vec![image("app:1")]);
    assert_eq!(pulls.answers(3).await.len(), 3);
}

#[tokio::test]
async fn a_disk_without_room_to_spare_is_left_alone() {
    let place = Place::new();
    let agent = place.agent().await;
    let pulls = pulls(&place, &agent);
    pulls.has_room.store(false, Ordering::Relaxed);
    pulls.puller.want(vec![image("app:1")]);
    let error = pulls.answers(1).await.remove(0).error.unwrap();
    assert!(error.contains("room"), "{error}");
    assert!(place.driver.machine().pulls.is_empty());
}

#[tokio::test]
async fn what_tasks_wait_for_is_pulled_first() {
    let place = Place::new();
    let agent = place.agent().await;
    let pulls = pulls(&place, &agent);
    place.driver.machine().hold_pulls = true;
    agent.assign(set(1, true, vec![task("t/1", "of-the-task", 0)]));
    until(|| agent.pulls_for_tasks().then_some(())).await;
    pulls.puller.want(vec![image("for-later")]);
    until(|| (place.driver.machine().pulls == ["of-the-task"]).then_some(())).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert_eq!(place.driver.machine().pulls, ["of-the-task"]);
    place.driver.machine().hold_pulls = false;
    place.driver.let_pulls_go();
    status(&agent, "t/1", "RUNNING").await;
    assert_eq!(pulls.answers(1).await[0].pulled, Some(true));
    assert_eq!(place.driver.machine().pulls, ["of-the-task", "for-later"]);
}
