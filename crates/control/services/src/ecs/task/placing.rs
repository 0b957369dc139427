//! Placement constraints and strategies, checked and in the form in which they are shown.
//!
//! Must not know: how anything is placed.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    PlacementConstraint, PlacementConstraintType, PlacementStrategy, PlacementStrategyType,
    TaskDefinitionPlacementConstraint,
};
use longshore_world::query_language;

use crate::ecs::problems::invalid;

const CONSTRAINTS_MAX: usize = 10;
const STRATEGIES_MAX: usize = 5;
const EXPRESSION_MAX: usize = 2000;
const INSTANCE_ID: &str = "instanceId";
const HOST: &str = "host";
const ATTRIBUTE: &str = "attribute:";
const BINPACK_FIELDS: [&str; 2] = ["cpu", "memory"];

/// The constraints of a definition, which were checked when it was registered, and those of a request.
pub(crate) fn constraints(
    of_definition: &[TaskDefinitionPlacementConstraint],
    given: &[PlacementConstraint],
) -> Result<Vec<PlacementConstraint>, ApiError> {
    let count = of_definition.len() + given.len();
    if count > CONSTRAINTS_MAX {
        return Err(invalid(format!(
            "Too many placement constraints: {count}, those of the task definition included. The maximum is \
             {CONSTRAINTS_MAX}."
        )));
    }
    given.iter().try_for_each(check_constraint)?;
    let own = of_definition.iter().map(|constraint| PlacementConstraint {
        r#type: Some(PlacementConstraintType::MemberOf),
        expression: constraint.expression.clone(),
    });
    Ok(own.chain(given.iter().cloned()).collect())
}

fn check_constraint(constraint: &PlacementConstraint) -> Result<(), ApiError> {
    let expression = constraint.expression.as_deref().unwrap_or_default();
    match &constraint.r#type {
        Some(PlacementConstraintType::DistinctInstance) if expression.is_empty() => Ok(()),
        Some(PlacementConstraintType::DistinctInstance) => {
            Err(invalid("A placement constraint of type distinctInstance has no expression."))
        }
        Some(PlacementConstraintType::MemberOf) if expression.len() > EXPRESSION_MAX => {
            Err(invalid(format!(
                "The expression of a placement constraint must have at most {EXPRESSION_MAX} characters."
            )))
        }
        Some(PlacementConstraintType::MemberOf) => match query_language::parse(expression) {
            Ok(_) => Ok(()),
            Err(error) => {
                Err(invalid(format!("Invalid expression '{expression}' of a placement constraint: {error}.")))
            }
        },
        _ => Err(invalid("A placement constraint must be of type distinctInstance or memberOf.")),
    }
}

pub(crate) fn strategy(given: &[PlacementStrategy]) -> Result<Vec<PlacementStrategy>, ApiError> {
    if given.len() > STRATEGIES_MAX {
        return Err(invalid(format!(
            "Too many placement strategies: {}. The maximum is {STRATEGIES_MAX}.",
            given.len()
        )));
    }
    given.iter().map(checked_strategy).collect()
}

fn checked_strategy(given: &PlacementStrategy) -> Result<PlacementStrategy, ApiError> {
    let field = given.field.as_deref().filter(|field| !field.is_empty());
    let shown = match (&given.r#type, field) {
        (Some(PlacementStrategyType::Random), None) => None,
        (Some(PlacementStrategyType::Random), Some(_)) => {
            return Err(invalid("A placement strategy of type random has no field."));
        }
        (Some(PlacementStrategyType::Spread), Some(field)) => Some(spread_field(field)?),
        (Some(PlacementStrategyType::Binpack), Some(field)) => {
            let lower = field.to_ascii_lowercase();
            if !BINPACK_FIELDS.contains(&lower.as_str()) {
                return Err(invalid(format!(
                    "The field of a placement strategy of type binpack must be cpu or memory, not '{field}'."
                )));
            }
            Some(lower)
        }
        (Some(PlacementStrategyType::Spread | PlacementStrategyType::Binpack), None) => {
            return Err(invalid("A placement strategy of type spread or binpack must have a field."));
        }
        _ => return Err(invalid("A placement strategy must be of type random, spread or binpack.")),
    };
    Ok(PlacementStrategy { r#type: given.r#type.clone(), field: shown })
}

fn spread_field(field: &str) -> Result<String, ApiError> {
    if [INSTANCE_ID, HOST].iter().any(|known| field.eq_ignore_ascii_case(known)) {
        return Ok(INSTANCE_ID.to_owned());
    }
    if field.strip_prefix(ATTRIBUTE).is_some_and(|name| !name.is_empty()) {
        return Ok(field.to_owned());
    }
    Err(invalid(format!(
        "The field of a placement strategy of type spread must be instanceId, host or attribute:<name>, not \
         '{field}'."
    )))
}

/// Fargate chooses by itself.
pub(crate) fn refuse_on_fargate(
    constraints: &[PlacementConstraint],
    strategy: &[PlacementStrategy],
) -> Result<(), ApiError> {
    if !constraints.is_empty() {
        return Err(invalid("Placement constraints are not supported with FARGATE launch type."));
    }
    if !strategy.is_empty() {
        return Err(invalid("Placement strategies are not supported with FARGATE launch type."));
    }
    Ok(())
}
