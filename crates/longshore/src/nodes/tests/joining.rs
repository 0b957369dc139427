//! Machines that join: over TLS, with a token, and then with the certificate that it gave them.

use longshore_link::{Hello, Join, Leaving, Renew, ToControl};
use longshore_services::longshore::join_token::Shown;
use longshore_shapes::longshore::{self as api, op as own};

use super::fake::hello;
use super::*;
use crate::nodes::dial::{self, Identity, Trust};
use crate::nodes::listener::NodeListener;

/// A control plane whose nodes come over TLS, and where.
async fn listening() -> (Control, String) {
    let control = Control::new().await;
    let listener = NodeListener::bind("127.0.0.1:0".parse().unwrap(), &control.authority).await.unwrap();
    let address = listener.address().unwrap().to_string();
    tokio::spawn(listener.serve(control.nodes.clone()));
    (control, address)
}

async fn token(control: &Control) -> String {
    control.call::<own::CreateJoinToken>(api::CreateJoinTokenRequest::default()).await.unwrap().token.unwrap()
}

async fn joined(control: &Control, address: &str) -> Identity {
    dial::join(address, &token(control).await, None, Some("box")).await.unwrap()
}

#[tokio::test]
async fn a_machine_joins_connects_renews_and_leaves() {
    let (control, address) = listening().await;
    let mut identity = joined(&control, &address).await;
    let listed = control.call::<own::ListNodes>(Default::default()).await.unwrap().nodes.unwrap();
    assert_eq!((listed[0].machine_name.as_deref(), listed[0].connected), (Some("box"), Some(false)));
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    let instance = node.hello(hello()).await.unwrap().container_instance_arn.unwrap();
    let listed = control.call::<own::ListNodes>(Default::default()).await.unwrap().nodes.unwrap();
    assert_eq!(
        (listed[0].container_instance_arn.as_ref(), listed[0].connected),
        (Some(&instance), Some(true))
    );
    node.say(ToControl {
        renew: Some(Renew { public_key: Some(identity.public_key().into()) }),
        ..Default::default()
    })
    .await;
    let renewed = node.until(|message| message.certificate.take()).await;
    identity.renewed(&renewed);
    drop(node);
    control.until_connected(&instance, false).await;
    // Its ARN is known from its key: a machine that has lost its files is the instance it was.
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    assert_eq!(node.hello(hello()).await.unwrap().container_instance_arn.as_ref(), Some(&instance));
    let mut leaving = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    leaving.say(ToControl { leaving: Some(Leaving::default()), ..Default::default() }).await;
    assert_eq!(leaving.end().await.unwrap().code.as_deref(), Some("InactiveInstance"));
    assert!(node.end().await.is_some());
    let mut gone = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    assert_eq!(gone.hello(hello()).await.unwrap_err().code.as_deref(), Some("Denied"));
}

#[tokio::test]
async fn an_instance_that_was_ended_starts_over_as_a_new_one() {
    let (control, address) = listening().await;
    let identity = joined(&control, &address).await;
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    let instance = node.hello(hello()).await.unwrap().container_instance_arn.unwrap();
    let input = ecs::DeregisterContainerInstanceRequest {
        container_instance: instance.clone(),
        ..Default::default()
    };
    control.call::<op::DeregisterContainerInstance>(input).await.unwrap();
    assert_eq!(node.end().await.unwrap().code.as_deref(), Some("InactiveInstance"));
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    let old = Hello { container_instance_arn: Some(instance.clone()), ..hello() };
    assert_eq!(node.hello(old).await.unwrap_err().code.as_deref(), Some("InactiveInstance"));
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    assert_ne!(node.hello(hello()).await.unwrap().container_instance_arn.as_ref(), Some(&instance));
}

#[tokio::test]
async fn a_node_cannot_be_another_or_elsewhere() {
    let (control, address) = listening().await;
    let mut other = control.connect();
    let other = other.hello(hello()).await.unwrap().container_instance_arn;
    let identity = joined(&control, &address).await;
    for hello in [
        Hello { container_instance_arn: other, ..hello() },
        Hello { cluster: Some("elsewhere".to_owned()), ..hello() },
    ] {
        let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
        assert_eq!(node.hello(hello).await.unwrap_err().code.as_deref(), Some("Denied"));
    }
}

#[tokio::test]
async fn strangers_get_no_further_than_the_door() {
    let (control, address) = listening().await;
    let good = token(&control).await;
    let fingerprint = Shown::parse(&good).unwrap().fingerprint.to_owned();
    let stranger = dial::dial(&address, &Trust::Fingerprint(fingerprint), None).await.unwrap();
    let mut node = FakeNode::new(stranger);
    assert_eq!(node.hello(hello()).await.unwrap_err().code.as_deref(), Some("Denied"));
    let bad = good.replace(Shown::parse(&good).unwrap().secret, "guess");
    let error = dial::join(&address, &bad, None, None).await.unwrap_err();
    assert!(format!("{error:#}").contains("is not one of this server's"), "{error:#}");
    let error = dial::join(&address, &good, Some("other"), None).await.unwrap_err();
    assert!(format!("{error:#}").contains("for another cluster"), "{error:#}");
    let fingerprint = Shown::parse(&good).unwrap().fingerprint;
    let elsewhere = good.replace(fingerprint, &"0".repeat(64));
    let error = dial::join(&address, &elsewhere, None, None).await.unwrap_err();
    assert!(format!("{error:#}").contains("not the one that the token"), "{error:#}");
    let error = dial::join(&address, "x", None, None).await.unwrap_err();
    assert!(format!("{error:#}").contains("no join token"), "{error:#}");
    dial::join(&address, &good, None, None).await.unwrap();
}

#[tokio::test]
async fn a_node_that_is_removed_is_out_at_once() {
    let (control, address) = listening().await;
    let identity = joined(&control, &address).await;
    let mut node = FakeNode::new(dial::connect(&address, &identity).await.unwrap());
    node.hello(hello()).await.unwrap();
    let id =
        control.call::<own::ListNodes>(Default::default()).await.unwrap().nodes.unwrap().remove(0).node_id;
    let input = api::RemoveNodeRequest { node_id: id.unwrap() };
    control.call::<own::RemoveNode>(input).await.unwrap();
    assert_eq!(node.end().await.unwrap().code.as_deref(), Some("Denied"));
}

#[tokio::test]
async fn another_installations_certificate_is_no_way_in() {
    let (_, address) = listening().await;
    let (other, elsewhere) = listening().await;
    let identity = joined(&other, &elsewhere).await;
    assert!(dial::connect(&address, &identity).await.is_err(), "the node trusts its own authority alone");
    let mut forged = Control::new().await.connect_as(Peer::Joined("no such key".to_owned()));
    assert_eq!(forged.hello(hello()).await.unwrap_err().code.as_deref(), Some("Denied"));
    let join = Join { token: None, ..Default::default() };
    let mut stranger = other.connect_as(Peer::Stranger);
    stranger.say(ToControl { join: Some(join), ..Default::default() }).await;
    assert_eq!(stranger.end().await.unwrap().code.as_deref(), Some("Denied"));
}
