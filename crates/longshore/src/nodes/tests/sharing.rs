//! Who is named to a node that asks how an image is pulled.

use longshore_images::Digest;
use longshore_link::{ContainerReport, Hello, ImagePeer, ImageSharing, RegistryQuestion, ToControl};
use longshore_services::ecs::task::key_of_arn;
use longshore_world::records::task::Task;

use super::fake::{hello, report};
use super::*;
use crate::nodes::RegistryAt;
use crate::nodes::sharing::{holders, key_of, lets_in};

fn sharing(number: u8) -> ImageSharing {
    ImageSharing {
        address: Some(format!("10.0.0.{number}:7444")),
        certificate: Some(Digest::of(&[number]).to_string()),
        key: Some(vec![number; 32].into()),
    }
}

/// A node, and a task of its own.
async fn begun(control: &Control, image_sharing: Option<ImageSharing>) -> (FakeNode, String) {
    let mut node = control.connect();
    let welcome = node.hello(Hello { image_sharing, ..hello() }).await.unwrap();
    let arn = control.start(&welcome.container_instance_arn.unwrap()).await;
    node.assignments().await;
    (node, arn)
}

async fn runs(node: &mut FakeNode, arn: &str, digest: &str) {
    let container = ContainerReport {
        name: Some("app".to_owned()),
        status: Some("RUNNING".to_owned()),
        image_digest: Some(digest.to_owned()),
        ..Default::default()
    };
    let running =
        longshore_link::TaskReport { containers: Some(vec![container]), ..report(arn, 1, "RUNNING") };
    node.report(1, vec![running]).await;
}

async fn named(node: &mut FakeNode, arn: &str) -> Option<Vec<ImagePeer>> {
    let question = RegistryQuestion {
        number: Some(1),
        task_arn: Some(arn.to_owned()),
        image: Some("busybox".to_owned()),
    };
    node.say(ToControl { registry: Some(question), ..Default::default() }).await;
    node.until(|message| message.registry.take()).await.peers
}

#[tokio::test]
async fn a_node_that_shares_is_told_of_others_that_run_what_it_is_to_run() {
    let control = Control::new().await;
    let at = RegistryAt { endpoint: "http://*:1".to_owned(), ports: vec![1], certificate: None };
    control.nodes.serve_registry(at);
    let (mut first, of_first) = begun(&control, Some(sharing(1))).await;
    let (mut alone, of_alone) = begun(&control, None).await;
    let (mut second, of_second) = begun(&control, Some(sharing(2))).await;
    assert_eq!(named(&mut second, &of_second).await, Some(vec![]), "nobody has it");
    runs(&mut alone, &of_alone, "sha256:a").await;
    assert_eq!(named(&mut second, &of_second).await, Some(vec![]), "who has it does not share");
    runs(&mut first, &of_first, "sha256:a").await;
    let peers = named(&mut second, &of_second).await.unwrap();
    let [peer] = peers.as_slice() else { panic!("{peers:?}") };
    assert_eq!((&peer.address, &peer.certificate), (&sharing(1).address, &sharing(1).certificate));
    let pass = peer.pass.as_deref().unwrap();
    assert!(lets_in(&key_of(&[1; 32]), pass, edge::now()) && !lets_in(&key_of(&[2; 32]), pass, edge::now()));
    assert_eq!(named(&mut first, &of_first).await, Some(vec![]), "it is not told of itself");
    assert_eq!(named(&mut alone, &of_alone).await, None, "it shares nothing, and gets nothing");
    assert_eq!(named(&mut second, &of_first).await, None, "not its task");
    let instance = control.task(&of_first).await.container_instance_arn.unwrap();
    drop(first);
    control.until_connected(&instance, false).await;
    assert_eq!(named(&mut second, &of_second).await, Some(vec![]), "nobody is there");
}

#[tokio::test]
async fn of_many_a_few_are_named_and_of_another_image_none() {
    let control = Control::new().await;
    let mut nodes = Vec::new();
    for number in 0..7 {
        let (mut node, arn) = begun(&control, Some(sharing(number))).await;
        runs(&mut node, &arn, if number == 0 { "sha256:other" } else { "sha256:a" }).await;
        nodes.push((node, arn));
    }
    let snapshot = control.engine.snapshot();
    let key = key_of_arn(&nodes[1].1).unwrap();
    let row = snapshot.get::<Task>(&key).unwrap();
    let named = |row: &Task, seed| holders(&snapshot, &key, row, |_| true, seed);
    assert_eq!((named(row, 1).len(), named(row, 1)), (4, named(row, 1)));
    assert!((2..20).any(|seed| named(row, seed) != named(row, 1)), "others for another seed");
    let mut pinned = (**row).clone();
    let mut launch = (*pinned.launch).clone();
    launch.image_digests.insert("app".to_owned(), "sha256:other".to_owned());
    pinned.launch = launch.into();
    let only = snapshot.get::<Task>(&key_of_arn(&nodes[0].1).unwrap()).unwrap();
    assert_eq!(named(&pinned, 1), [only.instance_key(&key).unwrap()]);
    assert!(holders(&snapshot, &key, row, |_| false, 1).is_empty());
    let mut next = (**row).clone();
    let mut launch = (*next.launch).clone();
    launch.revision += 1;
    next.launch = launch.into();
    assert!(named(&next, 1).is_empty(), "another revision may have another image");
}
