//! Images on their way, on a world in memory.

use longshore_shapes::Blob;

use super::*;
use crate::bench::{self, Control};
use crate::ecr::manifest;

const OTHER: &str = "000000000008";

fn scope(account: &str, region: &str) -> Scope {
    Scope { account: Account::parse(account).unwrap(), region: Region::parse(region).unwrap() }
}

fn rule(account: &str, region: &str, prefixes: &[&str]) -> ecr::ReplicationRule {
    let filter = |prefix: &&str| ecr::RepositoryFilter {
        filter: (*prefix).to_owned(),
        filter_type: ecr::RepositoryFilterType::PrefixMatch,
    };
    ecr::ReplicationRule {
        destinations: vec![ecr::ReplicationDestination {
            region: region.to_owned(),
            registry_id: account.to_owned(),
        }],
        repository_filters: (!prefixes.is_empty()).then(|| prefixes.iter().map(filter).collect()),
        delete_replication: None,
    }
}

fn configure(control: &mut Control, rules: Vec<ecr::ReplicationRule>) -> Result<(), ApiError> {
    let replication_configuration = ecr::ReplicationConfiguration { rules };
    let input = ecr::PutReplicationConfigurationRequest { replication_configuration };
    control.call::<op::PutReplicationConfiguration>(input).map(|_| ())
}

fn key(scope: Scope, name: &str) -> RepositoryKey {
    RepositoryKey { scope, name: name.to_owned() }
}

/// Pushes an image of one layer; its digest.
fn push(control: &mut Control, name: &str, tag: &str) -> String {
    let digest = manifest::digest_of(name.as_bytes());
    let blob = serde_json::json!({"mediaType": "x/y", "digest": digest, "size": 1});
    let body = serde_json::json!({"schemaVersion": 2, "mediaType": manifest::OCI_MANIFEST, "config": blob, "layers": []});
    let body = body.to_string().into_bytes();
    let repository = key(bench::scope(), name);
    control
        .run(|tx| {
            template::ensure(tx, &repository, &RCTAppliedFor::CreateOnPush)?;
            crate::ecr::layer::add(tx, &repository, &digest, 1)?;
            image::put(tx, &repository, Some(tag), None, &body).map(|put| put.digest)
        })
        .unwrap()
}

/// Does what is due; how much that was.
fn carry_out_due(control: &mut Control) -> usize {
    let (due, _) = due(&control.world, control.now, 100);
    for key in &due {
        control.transact(|tx| carry_out(tx, key));
    }
    due.len()
}

/// Statuses of an image by region and account.
fn statuses(control: &mut Control, name: &str, digest: &str) -> Vec<String> {
    let input = ecr::DescribeImageReplicationStatusRequest {
        repository_name: name.to_owned(),
        image_id: ecr::ImageIdentifier { image_digest: Some(digest.to_owned()), image_tag: None },
        registry_id: None,
    };
    let answer = control.call::<op::DescribeImageReplicationStatus>(input).unwrap();
    let shown = |status: ecr::ImageReplicationStatus| {
        let failure = status.failure_code.map(|code| format!(" {code}")).unwrap_or_default();
        let (region, registry) = (status.region.unwrap(), status.registry_id.unwrap());
        format!("{registry} {region} {}{failure}", status.status.unwrap().as_str())
    };
    answer.replication_statuses.unwrap().into_iter().map(shown).collect()
}

fn own() -> String {
    bench::scope().account.to_string()
}

#[test]
fn what_is_pushed_after_the_rule_is_copied_with_its_tags() {
    let mut control = Control::new();
    let before = push(&mut control, "team/before", "1.0");
    configure(&mut control, vec![rule(&own(), "eu-west-1", &["team/"])]).unwrap();
    let (digest, other) = (push(&mut control, "team/app", "1.0"), push(&mut control, "app", "1.0"));
    assert_eq!(statuses(&mut control, "team/app", &digest), [format!("{} eu-west-1 IN_PROGRESS", own())]);
    assert_eq!(carry_out_due(&mut control), 1);
    assert_eq!(carry_out_due(&mut control), 0);
    assert_eq!(statuses(&mut control, "team/app", &digest), [format!("{} eu-west-1 COMPLETE", own())]);
    assert!(statuses(&mut control, "team/before", &before).is_empty());
    assert!(statuses(&mut control, "app", &other).is_empty());
    let copy = key(scope(&own(), "eu-west-1"), "team/app");
    let snapshot = control.snapshot();
    let found = image::found(&snapshot, &copy, "1.0").unwrap();
    assert_eq!(found.key.digest, digest);
    assert!(image::body(&snapshot, &found.key).is_ok());
    push(&mut control, "team/app", "2.0");
    assert_eq!(carry_out_due(&mut control), 1);
    assert!(image::found(&control.snapshot(), &copy, "2.0").is_ok());
}

#[test]
fn a_copy_is_not_copied_on() {
    let mut control = Control::new();
    configure(&mut control, vec![rule(&own(), "eu-west-1", &[])]).unwrap();
    control.caller.scope = scope(&own(), "eu-west-1");
    configure(&mut control, vec![rule(&own(), bench::scope().region.as_str(), &[])]).unwrap();
    control.caller.scope = bench::scope();
    push(&mut control, "app", "1.0");
    assert_eq!((carry_out_due(&mut control), carry_out_due(&mut control)), (1, 0));
}

#[test]
fn another_account_has_to_allow_it() {
    let mut control = Control::new();
    configure(&mut control, vec![rule(OTHER, "us-east-1", &[])]).unwrap();
    let digest = push(&mut control, "app", "1.0");
    carry_out_due(&mut control);
    let failed = format!("{OTHER} us-east-1 FAILED AccessDeniedException");
    assert_eq!(statuses(&mut control, "app", &digest), [failed]);
    let text = r#"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "ACCOUNT"},
        "Action": ["ecr:ReplicateImage", "ecr:CreateRepository"]}]}"#;
    let to = scope(OTHER, "us-east-1");
    let row = RegistrySettings { policy: Some(text.replace("ACCOUNT", &own())), ..Default::default() };
    control.transact(|tx| tx.put(&RegistryKey { scope: to }, row));
    push(&mut control, "app", "2.0");
    carry_out_due(&mut control);
    assert_eq!(statuses(&mut control, "app", &digest), [format!("{OTHER} us-east-1 COMPLETE")]);
    assert!(control.world.get::<Repository>(&key(to, "app")).is_some());
}

#[test]
fn an_index_waits_for_what_it_lists_and_is_given_up_in_the_end() {
    let mut control = Control::new();
    let listed = push(&mut control, "app", "1.0");
    configure(&mut control, vec![rule(&own(), "eu-west-1", &[])]).unwrap();
    let entry = serde_json::json!({"mediaType": manifest::OCI_MANIFEST, "digest": listed, "size": 1});
    let index =
        serde_json::json!({"schemaVersion": 2, "mediaType": manifest::OCI_INDEX, "manifests": [entry]});
    let index = index.to_string().into_bytes();
    let repository = key(bench::scope(), "app");
    let put = |control: &mut Control, tag| {
        control.run(|tx| image::put(tx, &repository, Some(tag), None, &index)).unwrap().digest
    };
    let digest = put(&mut control, "all");
    let mut tries = 0;
    while due(&control.world, control.now, 1) != (Vec::new(), None) {
        tries += carry_out_due(&mut control);
        control.now = control.now.plus_secs(3600);
    }
    assert_eq!(tries, TRIES_MAX as usize);
    let failed = format!("{} eu-west-1 FAILED ReferencedImagesNotFound", own());
    assert_eq!(statuses(&mut control, "app", &digest), [failed]);
    push(&mut control, "app", "again");
    put(&mut control, "all-again");
    while carry_out_due(&mut control) > 0 {}
    assert_eq!(statuses(&mut control, "app", &digest), [format!("{} eu-west-1 COMPLETE", own())]);
}

#[test]
fn an_immutable_tag_there_is_not_moved() {
    let mut control = Control::new();
    configure(&mut control, vec![rule(&own(), "eu-west-1", &[])]).unwrap();
    let digest = push(&mut control, "app", "1.0");
    let copy = key(scope(&own(), "eu-west-1"), "app");
    control.transact(|tx| {
        let immutable = Some(ecr::ImageTagMutability::Immutable);
        let repository = ecr::Repository { image_tag_mutability: immutable, ..Default::default() };
        tx.put(&copy, Repository { repository, ..Default::default() });
        let image = key_of(&copy, "sha256:other");
        tx.put(&image, Image::default());
        tx.put_cold(&image, &Manifest { body: Blob::new() });
        let tag = longshore_planners::images::change::tag_key(&copy, "1.0");
        let digest = "sha256:other".to_owned();
        tx.put(&tag, longshore_world::records::ecr::ImageTag { digest, ..Default::default() });
    });
    carry_out_due(&mut control);
    let failed = format!("{} eu-west-1 FAILED ImageTagAlreadyExists", own());
    assert_eq!(statuses(&mut control, "app", &digest), [failed]);
}

#[test]
fn statuses_go_with_their_image() {
    let mut control = Control::new();
    configure(&mut control, vec![rule(&own(), "eu-west-1", &[])]).unwrap();
    let digest = push(&mut control, "app", "1.0");
    control.run(|tx| crate::ecr::plane::delete(tx, &key(bench::scope(), "app"), &digest)).unwrap();
    assert_eq!(due(&control.world, control.now, 10), (Vec::new(), None));
}

#[test]
fn configurations_that_are_refused() {
    let mut control = Control::new();
    let own = own();
    let deletes = ecr::ReplicationRule {
        delete_replication: Some(ecr::DeleteReplication { enabled: true }),
        ..rule(&own, "eu-west-1", &[])
    };
    let many = (0..=DESTINATIONS_MAX).map(|number| rule(&own, &format!("eu-west-{}", number + 1), &[]));
    for (rules, word) in [
        (vec![rule(&own, "us-east-1", &[])], "itself"),
        (vec![rule("8", "eu-west-1", &[])], "twelve digits"),
        (vec![rule(&own, "EU", &[])], "region"),
        (vec![deletes], "deleteReplication"),
        (many.collect(), "at most 25"),
    ] {
        let refused = configure(&mut control, rules).unwrap_err();
        assert_eq!(refused.code(), "InvalidParameterException");
        assert!(refused.message.contains(word), "{}", refused.message);
    }
    let described = control.call::<op::DescribeRegistry>(ecr::DescribeRegistryRequest {}).unwrap();
    assert!(described.replication_configuration.unwrap().rules.is_empty());
}
