//! What an account sets on its registry: how it is scanned, and settings by name.
//!
//! Must not know: repositories' own configuration, beyond showing which rule applies.

use longshore_planners::images::lifecycle::matches_wildcard;
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, op};
use longshore_world::records::ecr::registry::RegistryKey;
use longshore_world::records::ecr::{RegistrySettings, RepositoryKey};
use longshore_world::{Scope, Snapshot, Tx, World};

use super::{problems, repository};
use crate::caller::Caller;
use crate::registry::Registry;

const RULES_MAX: usize = 2;
const FILTERS_MAX: usize = 100;
const NAMED_MAX: usize = 25;

/// Settings by name: the values that each may have; the first is how it is where nobody set it.
const SETTINGS: [(&str, [&str; 2]); 3] = [
    ("BASIC_SCAN_TYPE_VERSION", ["AWS_NATIVE", "CLAIR"]),
    ("REGISTRY_POLICY_SCOPE", ["V2", "V1"]),
    ("BLOB_MOUNTING", ["ENABLED", "DISABLED"]),
];

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::GetRegistryScanningConfiguration>(get_registry_scanning_configuration);
    registry.write::<op::PutRegistryScanningConfiguration, _>(put_registry_scanning_configuration);
    registry.read::<op::BatchGetRepositoryScanningConfiguration>(batch_get_repository_scanning_configuration);
    registry.read::<op::GetAccountSetting>(get_account_setting);
    registry.write::<op::PutAccountSetting, _>(put_account_setting);
}

/// What is set; the defaults where nothing is.
pub(crate) fn of(world: &World, scope: Scope) -> RegistrySettings {
    world.get::<RegistrySettings>(&RegistryKey { scope }).map(|row| (**row).clone()).unwrap_or_default()
}

fn scanning(world: &World, scope: Scope) -> ecr::RegistryScanningConfiguration {
    let basic =
        ecr::RegistryScanningConfiguration { scan_type: Some(ecr::ScanType::Basic), rules: Some(Vec::new()) };
    of(world, scope).scanning.unwrap_or(basic)
}

fn get_registry_scanning_configuration(
    snapshot: &Snapshot,
    caller: &Caller,
    _input: ecr::GetRegistryScanningConfigurationRequest,
) -> Result<ecr::GetRegistryScanningConfigurationResponse, ApiError> {
    Ok(ecr::GetRegistryScanningConfigurationResponse {
        registry_id: Some(caller.account().to_string()),
        scanning_configuration: Some(scanning(snapshot, caller.scope)),
    })
}

fn put_registry_scanning_configuration(
    caller: &Caller,
    input: ecr::PutRegistryScanningConfigurationRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutRegistryScanningConfigurationResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let scan_type = input.scan_type.unwrap_or(ecr::ScanType::Basic);
    if scan_type == ecr::ScanType::Enhanced {
        return Err(problems::invalid(
            "scanType ENHANCED is a paid service of AWS's that does not exist here; use BASIC.",
        ));
    }
    let rules = input.rules.unwrap_or_default();
    check_rules(&rules)?;
    let configuration = ecr::RegistryScanningConfiguration { scan_type: Some(scan_type), rules: Some(rules) };
    Ok(move |tx: &mut Tx<'_>| {
        let row = RegistrySettings { scanning: Some(configuration.clone()), ..of(tx, scope) };
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::PutRegistryScanningConfigurationResponse {
            registry_scanning_configuration: Some(configuration),
        })
    })
}

fn check_rules(rules: &[ecr::RegistryScanningRule]) -> Result<(), ApiError> {
    if rules.len() > RULES_MAX {
        return Err(problems::invalid(format!("rules may hold at most {RULES_MAX} rules.")));
    }
    for rule in rules {
        if rule.scan_frequency == ecr::ScanFrequency::ContinuousScan {
            return Err(problems::invalid("scanFrequency CONTINUOUS_SCAN goes with scanType ENHANCED."));
        }
        if rule.repository_filters.len() > FILTERS_MAX {
            return Err(problems::invalid(format!(
                "repositoryFilters may hold at most {FILTERS_MAX} filters."
            )));
        }
    }
    Ok(())
}

/// The rule for a repository, with the filters that led to it.
fn rule_for(
    configuration: &ecr::RegistryScanningConfiguration,
    name: &str,
) -> Option<(ecr::ScanFrequency, Vec<ecr::ScanningRepositoryFilter>)> {
    let rules = configuration.rules.as_deref().unwrap_or_default();
    let mut found = rules.iter().filter_map(|rule| {
        let applied = rule.repository_filters.iter().filter(|filter| matches_wildcard(&filter.filter, name));
        let applied: Vec<_> = applied.cloned().collect();
        (!applied.is_empty()).then(|| (rule.scan_frequency.clone(), applied))
    });
    found.next()
}

fn batch_get_repository_scanning_configuration(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::BatchGetRepositoryScanningConfigurationRequest,
) -> Result<ecr::BatchGetRepositoryScanningConfigurationResponse, ApiError> {
    if input.repository_names.is_empty() || input.repository_names.len() > NAMED_MAX {
        return Err(problems::invalid(format!("repositoryNames must hold 1 to {NAMED_MAX} names.")));
    }
    let configuration = scanning(snapshot, caller.scope);
    let (mut shown, mut failures) = (Vec::new(), Vec::new());
    for name in input.repository_names {
        let Ok((key, row)) = repository::find(snapshot, caller.scope, &name) else {
            failures.push(ecr::RepositoryScanningConfigurationFailure {
                repository_name: Some(name),
                failure_code: Some(ecr::ScanningConfigurationFailureCode::RepositoryNotFound),
                failure_reason: Some("REPOSITORY_NOT_FOUND".to_owned()),
            });
            continue;
        };
        let own = row.repository.image_scanning_configuration.as_ref();
        let own = own.and_then(|own| own.scan_on_push).unwrap_or(false);
        shown.push(shown_for(&key, own, rule_for(&configuration, &key.name)));
    }
    Ok(ecr::BatchGetRepositoryScanningConfigurationResponse {
        scanning_configurations: Some(shown),
        failures: Some(failures),
    })
}

fn shown_for(
    key: &RepositoryKey,
    own: bool,
    rule: Option<(ecr::ScanFrequency, Vec<ecr::ScanningRepositoryFilter>)>,
) -> ecr::RepositoryScanningConfiguration {
    let by_itself = if own { ecr::ScanFrequency::ScanOnPush } else { ecr::ScanFrequency::Manual };
    let (frequency, filters) = rule.unwrap_or((by_itself, Vec::new()));
    ecr::RepositoryScanningConfiguration {
        repository_arn: Some(repository::arn_of(key)),
        repository_name: Some(key.name.clone()),
        scan_on_push: Some(frequency == ecr::ScanFrequency::ScanOnPush),
        scan_frequency: Some(frequency),
        applied_scan_filters: Some(filters),
    }
}

/// The values that a setting may have.
fn values_of(name: &str) -> Result<[&'static str; 2], ApiError> {
    let known = SETTINGS.iter().find(|(known, _)| *known == name);
    known.map(|(_, values)| *values).ok_or_else(|| {
        let names: Vec<_> = SETTINGS.iter().map(|(name, _)| *name).collect();
        problems::invalid(format!("name '{name}' is not one of the settings {}.", names.join(", ")))
    })
}

fn get_account_setting(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::GetAccountSettingRequest,
) -> Result<ecr::GetAccountSettingResponse, ApiError> {
    let [default, _] = values_of(&input.name)?;
    let value = of(snapshot, caller.scope).settings.remove(&input.name);
    Ok(ecr::GetAccountSettingResponse {
        name: Some(input.name),
        value: Some(value.unwrap_or_else(|| default.to_owned())),
    })
}

fn put_account_setting(
    caller: &Caller,
    input: ecr::PutAccountSettingRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutAccountSettingResponse, ApiError> + use<>, ApiError> {
    let values = values_of(&input.name)?;
    if !values.contains(&input.value.as_str()) {
        return Err(problems::invalid(format!(
            "value '{}' is not one of {} for {}.",
            input.value,
            values.join(" and "),
            input.name
        )));
    }
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let mut row = of(tx, scope);
        row.settings.insert(input.name.clone(), input.value.clone());
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::PutAccountSettingResponse { name: Some(input.name), value: Some(input.value) })
    })
}
