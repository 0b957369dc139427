//! Putting, deleting and listing attributes, each request against a world of its own.

use super::*;
use crate::ecs::container_instance::tests::{Control, attribute};

fn of(target: &str, name: &str, value: Option<&str>) -> Attribute {
    Attribute { target_id: Some(target.to_owned()), ..attribute(name, value) }
}

fn put(control: &mut Control, attributes: Vec<Attribute>) -> Result<Vec<Attribute>, ApiError> {
    let input = ecs::PutAttributesRequest { cluster: None, attributes };
    let transaction = put_attributes(&control.caller, input);
    Ok(control.write(transaction)?.attributes.unwrap())
}

fn delete(control: &mut Control, attributes: Vec<Attribute>) -> Result<Vec<Attribute>, ApiError> {
    let input = ecs::DeleteAttributesRequest { cluster: None, attributes };
    let transaction = delete_attributes(&control.caller, input);
    Ok(control.write(transaction)?.attributes.unwrap())
}

fn all() -> ecs::ListAttributesRequest {
    ecs::ListAttributesRequest { target_type: TargetType::ContainerInstance, ..Default::default() }
}

fn list(
    control: &Control,
    input: ecs::ListAttributesRequest,
) -> Result<ecs::ListAttributesResponse, ApiError> {
    list_attributes(&control.snapshot(), &control.caller, input)
}

fn listed(control: &Control, name: &str, value: Option<&str>) -> Vec<Attribute> {
    let (attribute_name, attribute_value) = (Some(name.to_owned()), value.map(str::to_owned));
    let input = ecs::ListAttributesRequest { attribute_name, attribute_value, ..all() };
    list(control, input).unwrap().attributes.unwrap()
}

#[test]
fn an_attribute_is_put_replaced_and_deleted() {
    let mut control = Control::new();
    let arn = control.registered("default");
    let id = arn.rsplit('/').next().unwrap().to_owned();
    let by_id =
        |value| Attribute { target_type: Some(TargetType::ContainerInstance), ..of(&id, "stack", value) };
    assert_eq!(put(&mut control, vec![by_id(Some("a b"))]).unwrap(), [of(&arn, "stack", Some("a b"))]);
    assert_eq!(
        put(&mut control, vec![of(&arn, "stack", Some("c"))]).unwrap(),
        [of(&arn, "stack", Some("c"))]
    );
    assert_eq!(listed(&control, "stack", None), [of(&arn, "stack", Some("c"))]);
    assert_eq!(delete(&mut control, vec![by_id(Some("d"))]).unwrap(), []);
    let twice = vec![by_id(None), by_id(None)];
    assert_eq!(delete(&mut control, twice).unwrap(), [of(&arn, "stack", Some("c"))]);
    assert_eq!(listed(&control, "stack", None), []);
}

#[test]
fn requests_that_are_refused() {
    let mut control = Control::new();
    let arn = control.registered("default");
    let other = control.registered("other");
    let gone = control.registered("default");
    control.deregister(&gone).unwrap();
    let typed = |kind: &str| Attribute { target_type: Some(kind.into()), ..of(&arn, "a", None) };
    let long = "a".repeat(129);
    for (attributes, code, message) in [
        (vec![], "InvalidParameterException", "attributes can not be empty"),
        (vec![of(&arn, "a", None); 11], "InvalidParameterException", "attributes can have at most 10 items."),
        (vec![typed("task")], "InvalidParameterException", "targetType must be container-instance"),
        (vec![of("0123", "a", None)], "InvalidParameterException", "targetType must be container-instance"),
        (vec![attribute("a", None)], "InvalidParameterException", "targetId of attribute a is missing"),
        (vec![of(&arn, "", None)], "InvalidParameterException", "attribute name '' is invalid"),
        (vec![of(&arn, &long, None)], "InvalidParameterException", "is invalid"),
        (vec![of(&arn, "a:b", None)], "InvalidParameterException", "attribute name 'a:b' is invalid"),
        (vec![of(&arn, "a", Some(""))], "InvalidParameterException", "value '' of attribute a"),
        (vec![of(&arn, "a", Some("b "))], "InvalidParameterException", "value 'b ' of attribute a"),
        (vec![of(&arn, "a", Some("b\n"))], "InvalidParameterException", "of attribute a is invalid"),
        (
            vec![of(&arn, "ecs.os-type", Some("x"))],
            "InvalidParameterException",
            "set by the instance's agent",
        ),
        (vec![of(&other, "a", None)], "TargetNotFoundException", "is registered in cluster default"),
        (vec![of(&gone, "a", None)], "TargetNotFoundException", "is registered in cluster default"),
        (vec![of(&arn.replace("000007", "8"), "a", None)], "InvalidParameterException", "Identifier is for"),
    ] {
        for error in [
            put(&mut control, attributes.clone()).unwrap_err(),
            delete(&mut control, attributes).unwrap_err(),
        ] {
            assert_eq!(error.code(), code, "{error}");
            assert!(error.message.contains(message), "{error}");
        }
    }
    let values = ["a", "A-1_b/c\\d.e@f:g h"];
    for value in values {
        assert!(put(&mut control, vec![of(&arn, "A-1_b/c\\d.e", Some(value))]).is_ok(), "{value}");
    }
}

#[test]
fn users_have_ten_attributes_and_a_request_works_wholly_or_not_at_all() {
    let mut control = Control::new();
    let arn = control.registered("default");
    // The agent brought one, `rack`.
    let nine: Vec<_> = (0..9).map(|number| of(&arn, &format!("n{number}"), None)).collect();
    put(&mut control, nine).unwrap();
    put(&mut control, vec![of(&arn, "n0", Some("v"))]).unwrap();
    let error = put(&mut control, vec![of(&arn, "n1", Some("v")), of(&arn, "n9", None)]).unwrap_err();
    assert_eq!(error.code(), "AttributeLimitExceededException");
    assert_eq!(listed(&control, "n1", None), [of(&arn, "n1", None)]);
    delete(&mut control, vec![of(&arn, "rack", None)]).unwrap();
    put(&mut control, vec![of(&arn, "n9", None)]).unwrap();
}

#[test]
fn attributes_are_listed_page_by_page() {
    let mut control = Control::new();
    let mut arns: Vec<_> = (0..3).map(|_| control.registered("default")).collect();
    let gone = control.registered("default");
    control.deregister(&gone).unwrap();
    control.registered("other");
    arns.sort();
    let names = ["com.amazonaws.ecs.capability.ecr-auth", "ecs.capability.external", "ecs.os-type", "rack"];
    let expected: Vec<_> =
        arns.iter().flat_map(|arn| names.map(|name| (arn.clone(), name.to_owned()))).collect();
    for limit in [1, 3, 4, 5, 100] {
        let mut found = Vec::new();
        let mut input = ecs::ListAttributesRequest { max_results: Some(limit), ..all() };
        // Never more pages than there are items, also where a page gives nothing new.
        for _ in 0..expected.len() {
            let page = list(&control, input.clone()).unwrap();
            let attributes = page.attributes.unwrap();
            assert!(attributes.len() <= usize::try_from(limit).unwrap());
            found.extend(attributes.into_iter().map(|a| (a.target_id.unwrap(), a.name)));
            input.next_token = page.next_token;
            if input.next_token.is_none() {
                break;
            }
        }
        assert_eq!(found, expected, "pages of {limit}");
    }
    let first = list(&control, ecs::ListAttributesRequest { max_results: Some(1), ..all() }).unwrap();
    let name = Some("rack".to_owned());
    let moved = ecs::ListAttributesRequest { next_token: first.next_token, attribute_name: name, ..all() };
    assert!(list(&control, moved).unwrap_err().message.contains("Invalid token"));
}

#[test]
fn attributes_are_listed_by_name_and_value() {
    let mut control = Control::new();
    let arn = control.registered("default");
    control.registered("default");
    put(&mut control, vec![of(&arn, "rack", Some("r2"))]).unwrap();
    assert_eq!(listed(&control, "rack", None).len(), 2);
    assert_eq!(listed(&control, "rack", Some("r2")), [of(&arn, "rack", Some("r2"))]);
    assert_eq!(listed(&control, "rack", Some("r3")), []);
    let value_alone = ecs::ListAttributesRequest { attribute_value: Some("r2".to_owned()), ..all() };
    assert!(list(&control, value_alone).unwrap_err().message.contains("attributeName must be given"));
    let error = list(&control, ecs::ListAttributesRequest::default()).unwrap_err();
    assert_eq!(error.message, "targetType must be container-instance");
}
