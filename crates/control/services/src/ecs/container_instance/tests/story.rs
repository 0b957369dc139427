//! What is told of an instance.

use longshore_world::records::history::{Chapter, story_prefix};

use super::*;

/// Who did what, and why, since the last look.
fn told(control: &Control, arn: &str, seen: &mut usize) -> Vec<String> {
    let prefix = story_prefix(control.caller.scope, arn);
    let chapters = control.snapshot().cold_range::<Chapter>(&prefix, None, 100).unwrap();
    let told = chapters.iter().skip(*seen).map(|(_, it)| {
        let why = it.why.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
        format!("{}: {}{why}", it.who, it.what)
    });
    let told = told.collect();
    *seen = chapters.len();
    told
}

fn connect(control: &mut Control, known: Option<&str>) -> Connected {
    let registration = ecs::RegisterContainerInstanceRequest {
        container_instance_arn: known.map(str::to_owned),
        ..request()
    };
    let transaction = super::super::connect(control.caller.scope, registration);
    control.write(transaction).unwrap()
}

fn tell(control: &mut Control, run: impl FnOnce(&mut Tx<'_>)) {
    let transaction = |tx: &mut Tx<'_>| -> Result<(), ApiError> {
        run(tx);
        Ok(())
    };
    control.write(Ok(transaction)).unwrap();
}

#[test]
fn a_node_of_its_own_comes_goes_and_leaves() {
    let mut control = Control::new();
    let first = connect(&mut control, None);
    let (arn, mut seen) = (arn_of(&first.instance), 0);
    assert_eq!(told(&control, &arn, &mut seen), ["node: registered", "node: connected"]);
    let second = connect(&mut control, Some(&arn));
    assert_eq!(told(&control, &arn, &mut seen), ["node: connected"]);
    let none: [&str; 0] = [];
    tell(&mut control, |tx| disconnect(tx, &first));
    assert_eq!(told(&control, &arn, &mut seen), none, "an older link says nothing");
    tell(&mut control, |tx| disconnect(tx, &second));
    tell(&mut control, |tx| disconnect(tx, &second));
    assert_eq!(told(&control, &arn, &mut seen), ["node: connection lost (its link has ended)"]);
    tell(&mut control, disconnect_all);
    assert_eq!(told(&control, &arn, &mut seen), none, "it was gone before");
    connect(&mut control, Some(&arn));
    tell(&mut control, disconnect_all);
    let expected = ["node: connected", "control: connection lost (control was started anew)"];
    assert_eq!(told(&control, &arn, &mut seen), expected);
    tell(&mut control, |tx| start_leaving(tx, &first.instance, "its machine is shut down"));
    tell(&mut control, |tx| assert!(deregister_when_empty(tx, &first.instance)));
    tell(&mut control, |tx| assert!(deregister_when_empty(tx, &first.instance)));
    let expected = [
        "node: leaves: nothing more is placed on it (its machine is shut down)",
        "node: deregistered (nothing is left on it)",
    ];
    assert_eq!(told(&control, &arn, &mut seen), expected);
}

#[test]
fn what_users_do_to_an_instance() {
    let mut control = Control::new();
    let arn = control.registered("default");
    let mut seen = 0;
    assert_eq!(told(&control, &arn, &mut seen), ["node: registered"]);
    let again =
        ecs::RegisterContainerInstanceRequest { container_instance_arn: Some(arn.clone()), ..request() };
    control.register(again).unwrap();
    assert_eq!(told(&control, &arn, &mut seen), ["node: registered again (its agent has started anew)"]);
    let none: [&str; 0] = [];
    for (status, expected) in [
        ("ACTIVE", &none[..]),
        ("DRAINING", &["user: shall be DRAINING (UpdateContainerInstancesState)"]),
        ("DRAINING", &none),
        ("ACTIVE", &["user: shall be ACTIVE (UpdateContainerInstancesState)"]),
    ] {
        control.update_state("default", &[&arn], status).unwrap();
        assert_eq!(told(&control, &arn, &mut seen), expected, "{status}");
    }
    control.deregister(&arn).unwrap();
    assert_eq!(told(&control, &arn, &mut seen), ["user: deregistered (asked for)"]);
    assert!(control.deregister(&arn).is_err());
    assert_eq!(told(&control, &arn, &mut seen), none);
}
