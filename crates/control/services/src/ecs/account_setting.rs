//! Account settings: which there are, what they may be, and whose choice counts.
//!
//! A principal's own choice stands before the account's default, and that before the built-in one. What
//! the root of an account chooses is the account's default.
//!
//! Must not know: what any setting changes; whoever acts on one asks [`effective`].

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, Setting, SettingName, SettingType, op};
use longshore_world::records::account_setting::{AccountSetting, AccountSettingKey};
use longshore_world::{KeyBytes, Scope, Snapshot, Tx, World};

use super::problems::{bad_token, invalid};
use crate::arn::Arn;
use crate::caller::{Caller, root_arn};
use crate::page::Pages;
use crate::registry::Registry;

pub const CONTAINER_INSIGHTS_VALUES: &[&str] = &["enabled", "enhanced", "disabled"];
const PAGE_MAX: i32 = 10;
const SWITCH: &[&str] = &["enabled", "disabled"];
const ON_ONLY: &[&str] = &["enabled"];

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::ListAccountSettings>(list_account_settings);
    registry.write::<op::PutAccountSetting, _>(put_account_setting);
    registry.write::<op::PutAccountSettingDefault, _>(put_account_setting_default);
    registry.write::<op::DeleteAccountSetting, _>(delete_account_setting);
}

/// What is known of a setting.
struct Known {
    name: SettingName,
    /// What it is while nobody has chosen.
    built_in: &'static str,
    /// What it may be; none for the settings that only AWS sets.
    values: &'static [&'static str],
    /// Only the account as a whole has it.
    account_only: bool,
}

/// Every setting, in the order in which they are listed.
static SETTINGS: &[Known] = &[
    known(SettingName::AwsvpcTrunking, "disabled", SWITCH),
    known(SettingName::ContainerInsights, "disabled", CONTAINER_INSIGHTS_VALUES),
    // The long forms have been the only ones since 2021.
    known(SettingName::ContainerInstanceLongArnFormat, "enabled", ON_ONLY),
    known(SettingName::DefaultLogDriverMode, "non-blocking", &["blocking", "non-blocking"]),
    account_wide(SettingName::FargateEventWindows, "disabled", SWITCH),
    known(SettingName::FargateFipsMode, "disabled", SWITCH),
    account_wide(SettingName::FargateTaskRetirementWaitPeriod, "7", &["0", "7", "14"]),
    known(SettingName::GuardDutyActivate, "off", &[]),
    known(SettingName::ServiceLongArnFormat, "enabled", ON_ONLY),
    account_wide(SettingName::TagResourceAuthorization, "on", &["on"]),
    known(SettingName::TaskLongArnFormat, "enabled", ON_ONLY),
];

const fn known(name: SettingName, built_in: &'static str, values: &'static [&'static str]) -> Known {
    Known { name, built_in, values, account_only: false }
}

const fn account_wide(name: SettingName, built_in: &'static str, values: &'static [&'static str]) -> Known {
    Known { name, built_in, values, account_only: true }
}

/// The account's default is kept under no principal, and so is its root's choice.
fn key(scope: Scope, principal: &str, name: &SettingName) -> AccountSettingKey {
    let root = principal == root_arn(scope.account);
    let principal_arn = if root { String::new() } else { principal.to_owned() };
    AccountSettingKey { scope, principal_arn, name: name.as_str().to_owned() }
}

fn own(world: &World, scope: Scope, principal: &str, name: &SettingName) -> Option<String> {
    world.get::<AccountSetting>(&key(scope, principal, name)).map(|row| row.value.clone())
}

/// What a setting is for a principal.
pub fn effective(world: &World, scope: Scope, principal: &str, name: &SettingName) -> String {
    let built_in = || SETTINGS.iter().find(|known| known.name == *name).map_or("", |known| known.built_in);
    own(world, scope, principal, name)
        .or_else(|| own(world, scope, &root_arn(scope.account), name))
        .unwrap_or_else(|| built_in().to_owned())
}

fn shown(name: &SettingName, value: String, principal: &str) -> Setting {
    let managed = *name == SettingName::GuardDutyActivate;
    Setting {
        name: Some(name.clone()),
        value: Some(value),
        principal_arn: Some(principal.to_owned()),
        r#type: Some(if managed { SettingType::AwsManaged } else { SettingType::User }),
    }
}

fn checked(name: &SettingName, value: &str) -> Result<&'static Known, ApiError> {
    let known = SETTINGS.iter().find(|known| known.name == *name);
    let known = known.ok_or_else(|| {
        let names: Vec<_> = SETTINGS.iter().map(|known| known.name.as_str()).collect();
        invalid(format!("Unknown setting name '{name}'. Use one of: {}.", names.join(", ")))
    })?;
    if known.values.is_empty() {
        return Err(invalid(format!("The setting {name} is managed by AWS and cannot be changed.")));
    }
    if !known.values.contains(&value) {
        return Err(invalid(format!(
            "Invalid setting value '{value}' for {name}. Use one of: {}.",
            known.values.join(", ")
        )));
    }
    Ok(known)
}

/// The principal a request is about: the caller, unless the account's root names another.
fn principal(caller: &Caller, given: Option<String>) -> Result<String, ApiError> {
    let Some(given) = given else { return Ok(caller.principal_arn.clone()) };
    let arn = Arn::parse(&given).filter(|arn| arn.service == "iam" || arn.service == "sts");
    let Some(arn) = arn else {
        return Err(invalid(format!("principalArn '{given}' is not the ARN of a user, role or root.")));
    };
    if arn.account != caller.account().to_string() {
        return Err(invalid(format!("principalArn '{given}' belongs to another account.")));
    }
    if given != caller.principal_arn && caller.principal_arn != root_arn(caller.account()) {
        return Err(invalid("Only the root user can name another principal in principalArn."));
    }
    Ok(given)
}

fn put_account_setting(
    caller: &Caller,
    input: ecs::PutAccountSettingRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::PutAccountSettingResponse, ApiError> + use<>, ApiError> {
    let principal = principal(caller, input.principal_arn)?;
    let known = checked(&input.name, &input.value)?;
    if known.account_only && principal != root_arn(caller.account()) {
        return Err(invalid(format!("Only the root user can change {} for the account.", input.name)));
    }
    let key = key(caller.scope, &principal, &input.name);
    Ok(move |tx: &mut Tx<'_>| {
        tx.put(&key, AccountSetting { value: input.value.clone() });
        let setting = Some(shown(&input.name, input.value, &principal));
        Ok(ecs::PutAccountSettingResponse { setting })
    })
}

fn put_account_setting_default(
    caller: &Caller,
    input: ecs::PutAccountSettingDefaultRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::PutAccountSettingDefaultResponse, ApiError> + use<>,
    ApiError,
> {
    checked(&input.name, &input.value)?;
    let root = root_arn(caller.account());
    let key = key(caller.scope, &root, &input.name);
    Ok(move |tx: &mut Tx<'_>| {
        tx.put(&key, AccountSetting { value: input.value.clone() });
        let setting = Some(shown(&input.name, input.value, &root));
        Ok(ecs::PutAccountSettingDefaultResponse { setting })
    })
}

fn delete_account_setting(
    caller: &Caller,
    input: ecs::DeleteAccountSettingRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteAccountSettingResponse, ApiError> + use<>, ApiError>
{
    let principal = principal(caller, input.principal_arn)?;
    let (scope, key) = (caller.scope, key(caller.scope, &principal, &input.name));
    Ok(move |tx: &mut Tx<'_>| {
        tx.delete::<AccountSetting>(&key);
        let value = effective(tx, scope, &principal, &input.name);
        Ok(ecs::DeleteAccountSettingResponse { setting: Some(shown(&input.name, value, &principal)) })
    })
}

fn list_account_settings(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListAccountSettingsRequest,
) -> Result<ecs::ListAccountSettingsResponse, ApiError> {
    let limit = super::page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let (scope, whose) = (caller.scope, principal(caller, input.principal_arn)?);
    let merged = input.effective_settings.unwrap_or(false);
    if input.value.is_some() && input.name.is_none() {
        return Err(invalid("value may be given only together with name."));
    }
    let (name, value) = (input.name.as_ref().map_or("", |name| name.as_str()), input.value.as_deref());
    let list = [
        "ListAccountSettings",
        &scope.account.to_string(),
        scope.region.as_str(),
        &whose,
        if merged { "effective" } else { "own" },
        name,
        value.unwrap_or_default(),
    ];
    let pages = Pages::of(snapshot, &list);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let settings = SETTINGS.iter().filter(|known| name.is_empty() || known.name.as_str() == name);
    let items = settings
        .filter_map(|known| {
            let chosen = if merged {
                Some(effective(snapshot, scope, &whose, &known.name))
            } else {
                own(snapshot, scope, &whose, &known.name)
            };
            let place = KeyBytes::from_slice(known.name.as_str().as_bytes());
            Some((place, shown(&known.name, chosen?, &whose)))
        })
        .filter(|(_, setting)| value.is_none_or(|value| setting.value.as_deref() == Some(value)))
        .skip_while(|(place, _)| start.as_ref().is_some_and(|start| place <= start));
    let page = pages.take(items, limit);
    Ok(ecs::ListAccountSettingsResponse { settings: Some(page.items), next_token: page.next_token })
}
