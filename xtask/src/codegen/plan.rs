//! What is generated for one service: which shapes, under which Rust names, and which members are boxed.
//!
//! Invariants: every emitter asks here, so that a member has one position and a shape one name; names are
//! unique, and depend on the model alone.
//!
//! Must not know: how Rust is written.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail};

use super::names;
use crate::model::{Form, Model, Operation, Reference, Shape, reachable};

/// The positions of a structure that reading can tell apart.
const MEMBERS_MAX: usize = 128;
/// An enum with more values stays text, and any value is taken.
const ENUM_VALUES_MAX: usize = 100;
/// Type names that generated code uses itself.
const TYPES_IN_USE: &[&str] = &["BTreeMap", "Box", "Option", "Self", "String", "Vec"];

pub(super) struct Plan<'a> {
    pub(super) service: &'a str,
    pub(super) model: &'a Model,
    /// The operations with shapes, by name.
    pub(super) operations: BTreeMap<&'a str, &'a Operation>,
    /// The shapes they reach, by name; an error only where it has more than a message.
    pub(super) shapes: BTreeMap<&'a str, Planned<'a>>,
    /// The errors they answer, by name, with the constant of each.
    pub(super) errors: BTreeMap<&'a str, String>,
}

pub(super) struct Planned<'a> {
    pub(super) shape: &'a Shape,
    pub(super) type_name: String,
    pub(super) constant: String,
}

/// A member of a structure, as every emitter sees it.
pub(super) struct Field<'a> {
    pub(super) name: &'a str,
    pub(super) rust_name: String,
    pub(super) reference: &'a Reference,
    pub(super) required: bool,
    pub(super) payload: bool,
    /// The structure would hold itself.
    pub(super) boxed: bool,
}

/// Makes a model ready: every operation gets an input and an output (an empty structure where the model
/// has none), and members that are event streams go, since no protocol of ours speaks those. Tells which
/// members went, as structure and member.
pub(super) fn complete(model: &mut Model) -> Result<Vec<(String, String)>> {
    for (name, operation) in &mut model.operations {
        for (end, suffix) in [(&mut operation.input, "Request"), (&mut operation.output, "Response")] {
            if end.is_some() {
                continue;
            }
            let shape = format!("{name}{suffix}");
            if model.shapes.contains_key(&shape) {
                bail!("{name} has no {suffix}, and {shape} is the name of another shape");
            }
            model.shapes.insert(shape.clone(), Shape::empty_structure());
            *end = Some(Reference::to(shape));
        }
    }
    let streams: BTreeSet<String> =
        model.shapes.iter().filter(|(_, shape)| shape.eventstream).map(|(name, _)| name.clone()).collect();
    let mut gone = Vec::new();
    for (name, shape) in &mut model.shapes {
        shape.members.retain(|member, reference| {
            let stream = streams.contains(&reference.shape);
            if stream {
                gone.push((name.clone(), member.to_owned()));
            }
            !stream
        });
    }
    Ok(gone)
}

impl<'a> Plan<'a> {
    /// `shaped` names the operations that get shapes; `*` is all of them. The model is complete.
    pub(super) fn new(service: &'a str, model: &'a Model, shaped: &'a [String]) -> Result<Self> {
        let operations = shaped_operations(service, model, shaped)?;
        let error_names: BTreeSet<&str> = operations
            .values()
            .flat_map(|operation| operation.errors.iter().map(|error| error.shape.as_str()))
            .collect();
        let detailed = |name: &&str| model.shapes.get(*name).is_some_and(Shape::has_details);
        let ends = operations.values().flat_map(|operation| operation.input.iter().chain(&operation.output));
        let roots = ends.map(|end| end.shape.as_str()).chain(error_names.iter().copied().filter(detailed));
        let reached = reachable(&model.shapes, roots);
        let mut error_constants = Unique::default();
        let errors = error_names.into_iter().map(|name| (name, error_constants.take(names::constant(name))));
        let plan =
            Self { service, model, errors: errors.collect(), shapes: planned(model, &reached)?, operations };
        plan.verify()?;
        Ok(plan)
    }

    pub(super) fn get(&self, shape: &str) -> Result<&Planned<'a>> {
        self.shapes.get(shape).with_context(|| format!("{}: no shape {shape}", self.service))
    }

    /// The shape's Rust type.
    pub(super) fn rust_type(&self, shape: &str) -> Result<String> {
        let planned = self.get(shape)?;
        Ok(match planned.shape.form {
            Form::Structure if planned.shape.document => "crate::Document".to_owned(),
            Form::Structure => planned.type_name.clone(),
            Form::List => format!("Vec<{}>", self.rust_type(item(&planned.shape.member)?)?),
            Form::Map => format!("BTreeMap<String, {}>", self.rust_type(item(&planned.shape.value)?)?),
            Form::String if planned.is_enum() => planned.type_name.clone(),
            Form::String => "String".to_owned(),
            Form::Boolean => "bool".to_owned(),
            Form::Integer => "i32".to_owned(),
            Form::Long => "i64".to_owned(),
            Form::Float => "f32".to_owned(),
            Form::Double => "f64".to_owned(),
            Form::Blob => "crate::Blob".to_owned(),
            Form::Timestamp => "crate::Timestamp".to_owned(),
        })
    }

    /// The structures, in the order of their names.
    pub(super) fn structures(&self) -> impl Iterator<Item = (&'a str, &Planned<'a>)> {
        self.shapes
            .iter()
            .filter(|(_, planned)| planned.is_structure())
            .map(|(name, planned)| (*name, planned))
    }

    pub(super) fn enums(&self) -> impl Iterator<Item = &Planned<'a>> {
        self.shapes.values().filter(|planned| planned.is_enum())
    }

    /// The members of a structure, in the order of their positions.
    pub(super) fn fields(&self, name: &str) -> Result<Vec<Field<'a>>> {
        let shape = self.get(name)?.shape;
        let fields: Vec<Field<'a>> = shape
            .members
            .iter()
            .map(|(member, reference)| Field {
                name: member,
                rust_name: names::field(member),
                reference,
                required: shape.required.iter().any(|required| required == member),
                payload: shape.payload.as_deref() == Some(member),
                boxed: self.holds(&reference.shape, name),
            })
            .collect();
        Ok(fields)
    }

    /// Whether a structure holds another by way of structure members alone, or is that other.
    fn holds(&self, outer: &str, inner: &str) -> bool {
        let structure = |name: &str| self.shapes.get(name).filter(|planned| planned.is_structure());
        let mut seen = BTreeSet::new();
        let mut pending = vec![outer];
        while let Some(name) = pending.pop() {
            let Some(planned) = structure(name) else { continue };
            if name == inner {
                return true;
            }
            if seen.insert(name) {
                pending.extend(planned.shape.members.values().map(|member| member.shape.as_str()));
            }
        }
        false
    }

    fn verify(&self) -> Result<()> {
        for (name, _) in self.structures() {
            let fields = self.fields(name)?;
            if fields.len() > MEMBERS_MAX {
                bail!("{}: {name} has {} members, more than {MEMBERS_MAX}", self.service, fields.len());
            }
            let mut seen = BTreeSet::new();
            for field in &fields {
                if !seen.insert(&field.rust_name) {
                    bail!("{}: {name} has two members {}", self.service, field.rust_name);
                }
                if field.boxed && field.required {
                    bail!("{}: {name} requires itself, by {}", self.service, field.name);
                }
            }
        }
        Ok(())
    }
}

impl Planned<'_> {
    pub(super) fn is_structure(&self) -> bool {
        self.shape.form == Form::Structure && !self.shape.document
    }

    pub(super) fn is_enum(&self) -> bool {
        self.shape.form == Form::String && (1..=ENUM_VALUES_MAX).contains(&self.shape.values.len())
    }
}

/// The shape that a list or a map holds.
pub(super) fn item(reference: &Option<Reference>) -> Result<&str> {
    reference.as_ref().map(|reference| reference.shape.as_str()).context("a list or map without items")
}

fn shaped_operations<'a>(
    service: &str,
    model: &'a Model,
    shaped: &[String],
) -> Result<BTreeMap<&'a str, &'a Operation>> {
    let all = shaped.iter().any(|name| name == "*");
    if let Some(unknown) = shaped.iter().find(|name| *name != "*" && !model.operations.contains_key(*name)) {
        bail!("models/serve.toml: models/{service}.json holds no operation {unknown}");
    }
    let operations = model.operations.iter().filter(|(name, _)| all || shaped.contains(name));
    Ok(operations.map(|(name, operation)| (name.as_str(), operation)).collect())
}

fn planned<'a>(model: &'a Model, reached: &BTreeSet<&'a str>) -> Result<BTreeMap<&'a str, Planned<'a>>> {
    let mut types = Unique::default();
    let mut constants = Unique::default();
    let mut shapes = BTreeMap::new();
    for name in reached {
        let shape = model.shapes.get(*name).with_context(|| format!("the model has no shape {name}"))?;
        let mut type_name = names::type_name(name);
        if TYPES_IN_USE.contains(&type_name.as_str()) {
            type_name.push_str("Shape");
        }
        let planned = Planned {
            shape,
            type_name: types.take(type_name),
            constant: constants.take(names::constant(name)),
        };
        shapes.insert(*name, planned);
    }
    Ok(shapes)
}

/// Gives out names, each once: the second comer gets a number.
#[derive(Default)]
pub(super) struct Unique(BTreeSet<String>);

impl Unique {
    pub(super) fn take(&mut self, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !self.0.contains(name));
        let free = free.unwrap_or(name);
        self.0.insert(free.clone());
        free
    }
}
