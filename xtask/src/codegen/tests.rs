//! The emitters' decisions, on a small model of our own.

use super::plan::{self, Plan};
use super::{operations, schemas, types};
use crate::model::Model;

const GARDEN: &str = r#"{
    "source": { "botocore": "0", "model": "garden/1" },
    "metadata": {
        "apiVersion": "1", "endpointPrefix": "garden", "serviceId": "Garden",
        "protocols": ["json", "query"], "jsonVersion": "1.0", "targetPrefix": "Garden_1"
    },
    "operations": {
        "GrowTree": {
            "http": { "method": "POST", "requestUri": "/" },
            "input": { "shape": "GrowTreeRequest" },
            "errors": [{ "shape": "Frost" }, { "shape": "Full" }],
            "pagination": { "input_token": "next", "output_token": ["next"], "limit_key": "max" }
        },
        "Prune": { "http": { "method": "POST", "requestUri": "/prune" } }
    },
    "otherOperations": { "Burn": { "method": "POST", "requestUri": "/" } },
    "shapes": {
        "GrowTreeRequest": {
            "type": "structure", "required": ["tree"],
            "members": {
                "tree": { "shape": "Tree" },
                "TreeARNs": { "shape": "Names", "locationName": "arns" },
                "type": { "shape": "Kind" },
                "sounds": { "shape": "Sounds" }
            }
        },
        "Tree": {
            "type": "structure",
            "members": {
                "graft": { "shape": "Tree" },
                "nest": { "shape": "Nest" },
                "branches": { "shape": "Trees" },
                "height": { "shape": "Height" },
                "label": { "shape": "Label" }
            }
        },
        "Nest": { "type": "structure", "members": { "tree": { "shape": "Tree" }, "egg": { "shape": "Egg" } } },
        "Egg": { "type": "structure", "members": {} },
        "Trees": { "type": "list", "member": { "shape": "Tree" } },
        "Names": { "type": "list", "member": { "shape": "Free", "locationName": "item" }, "max": 3 },
        "Free": { "type": "string" },
        "Height": { "type": "integer", "min": 1, "max": 200 },
        "Label": { "type": "string", "pattern": "(?!no)\\w+" },
        "Kind": { "type": "string", "enum": ["OAK", "UNKNOWN", "oak"] },
        "Sounds": { "type": "structure", "eventstream": true, "members": {} },
        "Frost": { "type": "structure", "exception": true, "fault": true, "members": { "Message": { "shape": "Free" } } },
        "Full": {
            "type": "structure", "exception": true, "members": { "size": { "shape": "Height" } },
            "error": { "code": "GardenFull", "httpStatusCode": 409 }
        }
    }
}"#;

fn model() -> Model {
    let mut model: Model = serde_json::from_str(GARDEN).unwrap();
    plan::complete(&mut model).unwrap();
    model
}

fn all() -> Vec<String> {
    vec!["*".to_owned()]
}

/// A text without the line breaks and spaces that differ with formatting.
fn dense(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_holds(text: &str, part: &str) {
    assert!(dense(text).contains(part), "no {part} in:\n{text}");
}

#[test]
fn required_members_are_plain_and_a_structure_within_itself_is_boxed() {
    let (model, shaped) = (model(), all());
    let text = types::types(&Plan::new("garden", &model, &shaped).unwrap()).unwrap();
    assert_holds(&text, "pub struct GrowTreeRequest { pub tree: Tree,");
    assert_holds(&text, "pub tree_arns: Option<Vec<String>>, pub r#type: Option<Kind>, }");
    assert_holds(
        &text,
        "pub struct Tree { pub graft: Option<Box<Tree>>, pub nest: Option<Box<Nest>>, \
         pub branches: Option<Vec<Tree>>, pub height: Option<i32>, pub label: Option<String>, }",
    );
    assert_holds(&text, "pub struct Nest { pub tree: Option<Box<Tree>>, pub egg: Option<Egg>, }");
    assert_holds(&text, "Nest, schemas::NEST { 0: tree, 1: egg }");
}

#[test]
fn an_operation_without_ends_gets_empty_structures() {
    let (model, shaped) = (model(), all());
    let plan = Plan::new("garden", &model, &shaped).unwrap();
    assert_holds(&types::types(&plan).unwrap(), "pub struct PruneRequest { }");
    assert_holds(
        &operations::operations(&plan).unwrap(),
        "Prune: super::super::PruneRequest => super::super::PruneResponse, super::PRUNE;",
    );
}

#[test]
fn only_named_operations_get_shapes_and_all_get_a_name() {
    let (model, shaped) = (model(), vec!["Prune".to_owned()]);
    let plan = Plan::new("garden", &model, &shaped).unwrap();
    assert_eq!(plan.shapes.keys().copied().collect::<Vec<_>>(), ["PruneRequest", "PruneResponse"]);
    let text = operations::operations(&plan).unwrap();
    assert_holds(&text, r#"OperationName::named("Burn"),"#);
    assert_holds(&text, r#"OperationName::named("GrowTree"),"#);
    assert_holds(&text, "protocols: &[Protocol::AwsJson10, Protocol::AwsQuery]");
    assert_holds(&text, r#"signing_name: "garden""#);
    let unknown = vec!["Water".to_owned()];
    assert!(Plan::new("garden", &model, &unknown).is_err());
}

#[test]
fn schemas_share_what_nothing_constrains() {
    let (model, shaped) = (model(), all());
    let (text, left_out) = schemas::schemas(&Plan::new("garden", &model, &shaped).unwrap()).unwrap();
    assert!(!text.contains("FREE"));
    assert_holds(&text, "target: &schema::TEXT, required: true, names: &Names { wire: Some(\"item\"),");
    assert_holds(&text, "Limits { min: None, max: Some(3.0) }");
    assert_holds(&text, "Member::required(\"tree\", &TREE)");
    assert_holds(&text, "Member::optional(\"label\", &schema::TEXT)");
    assert_holds(&text, "pub static KIND: Schema");
    assert_eq!(left_out.iter().map(|left| left.shape.as_str()).collect::<Vec<_>>(), ["Label"]);
}

#[test]
fn enum_values_get_one_variant_each() {
    let (model, shaped) = (model(), all());
    let text = types::enums(&Plan::new("garden", &model, &shaped).unwrap()).unwrap();
    assert_holds(&text, r#"pub enum Kind { Oak = "OAK", UnknownValue = "UNKNOWN", Oak_2 = "oak", }"#);
}

#[test]
fn errors_have_a_shape_only_for_more_than_a_message() {
    let (model, shaped) = (model(), all());
    let text = operations::errors(&Plan::new("garden", &model, &shaped).unwrap()).unwrap();
    assert_holds(&text, "name: \"Frost\", query_code: None, status: 500, fault: Fault::Server, shape: None,");
    assert_holds(
        &text,
        "name: \"Full\", query_code: Some(\"GardenFull\"), status: 409, fault: Fault::Client, shape: Some(&schemas::FULL),",
    );
}

#[test]
fn event_streams_are_left_out_and_told_of() {
    let mut model: Model = serde_json::from_str(GARDEN).unwrap();
    let gone = plan::complete(&mut model).unwrap();
    assert_eq!(gone, [("GrowTreeRequest".to_owned(), "sounds".to_owned())]);
    let shaped = all();
    let plan = Plan::new("garden", &model, &shaped).unwrap();
    assert!(!plan.shapes.contains_key("Sounds"));
    assert_eq!(plan.fields("GrowTreeRequest").unwrap().len(), 3);
}

#[test]
fn a_structure_that_requires_itself_is_refused() {
    let mut model = model();
    let tree = model.shapes.get_mut("Tree").unwrap();
    tree.required.push("graft".to_owned());
    let shaped = all();
    let error = Plan::new("garden", &model, &shaped).err().unwrap();
    assert!(error.to_string().contains("requires itself"), "{error}");
}
