//! The file that a container may have of itself.

use serde_json::Value;

use super::*;
use longshore_runtime::{ContainerSpec, MountSource};

fn spec(place: &Place) -> ContainerSpec {
    let id = place.driver.named("app").unwrap();
    place.driver.machine().containers[&id].0.clone()
}

fn read(place: &Place) -> Value {
    let spec = spec(place);
    let mount = spec.mounts.iter().find(|mount| mount.target.starts_with("/opt/ecs/metadata/")).unwrap();
    let MountSource::Host(folder) = &mount.source else { panic!("{mount:?}") };
    assert!(mount.read_only);
    let named = ("ECS_CONTAINER_METADATA_FILE".to_owned(), format!("{}/{FILE}", mount.target));
    assert!(spec.environment.contains(&named), "{:?}", spec.environment);
    serde_json::from_slice(&std::fs::read(format!("{folder}/{FILE}")).unwrap()).unwrap()
}

const FILE: &str = "ecs-container-metadata.json";

#[tokio::test]
async fn a_container_finds_its_file_and_the_file_goes_with_it() {
    let mut place = Place::new();
    let folder = place.data.join("metadata");
    place.metadata_files = Some(MetadataFiles { folder: folder.clone(), given: true });
    std::fs::create_dir_all(folder.join("of-nobody")).unwrap();
    let agent = place.agent().await;
    assert!(!folder.join("of-nobody").exists());
    let fargate = Assignment { launch_type: Some("FARGATE".to_owned()), ..task("c/f", "app", 0) };
    agent.assign(set(1, true, vec![fargate]));
    status(&agent, "c/f", "RUNNING").await;
    assert!(spec(&place).mounts.is_empty(), "as on AWS, where FARGATE has none");
    agent.assign(set(2, true, Vec::new()));
    status(&agent, "c/f", "STOPPED").await;
    agent.assign(forget(3, "c/f"));
    until(|| place.is_bare().then_some(())).await;

    let cluster = Some("arn:aws:ecs:r:0:cluster/shop".to_owned());
    agent.assign(set(4, true, vec![Assignment { cluster_arn: cluster, ..task("c/1", "app", 0) }]));
    status(&agent, "c/1", "RUNNING").await;
    let said = read(&place);
    assert_eq!(said["MetadataFileStatus"], "READY");
    assert_eq!((&said["Cluster"], &said["TaskARN"]), (&"shop".into(), &"c/1".into()));
    assert_eq!((&said["ContainerName"], &said["ImageName"]), (&"app".into(), &"app".into()));
    assert_eq!(said["ContainerID"], spec(&place).id);
    // An agent that ended between the start and the file, and one that gives no more files.
    let file = folder.join(&agent.views().by_arn("c/1").unwrap().containers[0].endpoint_id).join(FILE);
    agent.shutdown().await;
    std::fs::write(&file, "{}").unwrap();
    let agent = place.agent().await;
    until(|| (std::fs::read(&file).unwrap() != b"{}").then_some(())).await;
    assert_eq!(read(&place)["MetadataFileStatus"], "READY");
    agent.shutdown().await;
    place.metadata_files = Some(MetadataFiles { folder: folder.clone(), given: false });
    let agent = place.agent().await;
    status(&agent, "c/1", "RUNNING").await;
    agent.assign(set(5, true, Vec::new()));
    status(&agent, "c/1", "STOPPED").await;
    assert!(file.exists(), "for as long as the container is there");
    agent.assign(forget(6, "c/1"));
    until(|| place.is_bare().then_some(())).await;
    until(|| (std::fs::read_dir(&folder).unwrap().count() == 0).then_some(())).await;
}
