//! Credentials of a task's roles: temporary keys that are issued for that task alone.
//!
//! They are derived from the installation's secret and the moment of their issue, so that a transaction needs
//! no entropy and the same one gives the same keys. A new pair is issued well before the old one ends, and
//! the old one stays good until then; when the task has stopped both are taken back.
//!
//! Must not know: how credentials reach a container, or what a role may do.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use longshore_link::RoleCredentials;
use longshore_shapes::Timestamp;
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::records::installation::{INSTALLATION, Installation};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Tx, World};
use ring::hmac;

/// How long keys of a role are good for, and how long before that new ones are issued.
const LIFETIME_SECS: i64 = 6 * 60 * 60;
const RENEWED_BEFORE_SECS: i64 = 2 * 60 * 60;
const KEY_ID_PREFIX: &str = "ASIA";
const SESSION_ID_PREFIX: &str = "AROA";
const ID_LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ID_LENGTH: usize = 16;
const SECRET_BYTES: usize = 30;
const ROLE_ARN_PART: &str = ":role/";
/// Keys of a task that are kept beside the newest: those that are still good.
const KEYS_KEPT: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Task,
    Execution,
}

impl Role {
    fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Execution => "execution",
        }
    }
}

/// Bytes that nobody without the installation's secret can guess.
fn derived(world: &World, what: &[&str]) -> [u8; 32] {
    let secret = world.get::<Installation>(&INSTALLATION).map(|row| row.page_token_secret.clone());
    let mut context =
        hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &secret.unwrap_or_default()));
    for part in std::iter::once(&"role credentials").chain(what) {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(context.sign().as_ref()).for_each(|(to, from)| *to = *from);
    bytes
}

/// The path of a role's credentials inside the task, in the form of a UUID.
pub(super) fn id(world: &World, key: &TaskKey, role: Role) -> String {
    let bytes = derived(world, &["id", &super::arn_of(key), role.name()]);
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn letters(bytes: &[u8]) -> String {
    let letter =
        |byte: &u8| ID_LETTERS.get(usize::from(*byte) % ID_LETTERS.len()).copied().map_or('A', char::from);
    bytes.iter().take(ID_LENGTH).map(letter).collect()
}

/// When a live task's credentials are to be issued anew; none if it has no roles.
pub fn renewal_due(row: &Task) -> Option<Timestamp> {
    let has_role = row.credentials_id.is_some() || row.execution_credentials_id.is_some();
    let due = row.credentials_expire_at.map(|at| at.plus_secs(-RENEWED_BEFORE_SECS));
    has_role.then(|| due.unwrap_or_default()).filter(|_| row.is_live())
}

/// The newest credentials of a task's roles as they stand; empty where some are not there, or it has no roles.
pub fn current_credentials(
    world: &World,
    key: &TaskKey,
    row: &Task,
    task_role_arn: Option<&str>,
    execution_role_arn: Option<&str>,
) -> Vec<RoleCredentials> {
    let roles = [(&row.credentials_id, task_role_arn), (&row.execution_credentials_id, execution_role_arn)];
    let wanted = roles.into_iter().filter_map(|(id, arn)| Some((id.as_ref()?, arn?)));
    let found = wanted.zip(&row.role_keys).map(|((id, arn), key_id)| {
        let access_key = world.get::<AccessKey>(&AccessKeyId { id: key_id.clone() })?;
        Some(RoleCredentials {
            credentials_id: Some(id.clone()),
            task_arn: Some(super::arn_of(key)),
            role_arn: Some(arn.to_owned()),
            access_key_id: Some(key_id.clone()),
            secret_access_key: Some(access_key.secret.clone()),
            session_token: access_key.session_token.clone(),
            expires_at: access_key.expires_at,
        })
    });
    found.collect::<Option<_>>().unwrap_or_default()
}

/// Issues credentials of the roles of a live task; what the node is to be told. The roles' ARNs come from the
/// definition as the task runs it.
pub fn issue_credentials(
    tx: &mut Tx<'_>,
    key: &TaskKey,
    task_role_arn: Option<&str>,
    execution_role_arn: Option<&str>,
) -> Vec<RoleCredentials> {
    let Some(row) = tx.get::<Task>(key).filter(|row| row.is_live()).cloned() else { return Vec::new() };
    let expires_at = tx.now().plus_secs(LIFETIME_SECS);
    let roles = [
        (Role::Task, &row.credentials_id, task_role_arn),
        (Role::Execution, &row.execution_credentials_id, execution_role_arn),
    ];
    let mut issued = Vec::new();
    for (role, id, arn) in roles {
        if let (Some(id), Some(arn)) = (id, arn) {
            issued.push(issue(tx, key, role, id, arn, expires_at));
        }
    }
    let keys: Vec<String> = issued.iter().filter_map(|it| it.access_key_id.clone()).collect();
    if !keys.is_empty() {
        tx.update(key, |row: &mut Task| {
            row.credentials_expire_at = Some(expires_at);
            row.role_keys.splice(0..0, keys);
            row.role_keys.truncate(KEYS_KEPT);
        });
    }
    issued
}

#[allow(clippy::too_many_arguments, reason = "one role of one task, and nothing that belongs together")]
fn issue(
    tx: &mut Tx<'_>,
    key: &TaskKey,
    role: Role,
    id: &str,
    role_arn: &str,
    expires_at: Timestamp,
) -> RoleCredentials {
    let task_arn = super::arn_of(key);
    let moment = tx.now().millis().to_string();
    let part = |what: &str| derived(tx, &[what, &task_arn, role.name(), &moment]);
    let access_key_id = format!("{KEY_ID_PREFIX}{}", letters(&part("access key")));
    let secret = STANDARD.encode(part("secret").get(..SECRET_BYTES).unwrap_or_default());
    let token = URL_SAFE_NO_PAD.encode([part("token one"), part("token two"), part("token three")].concat());
    let session_id = format!("{SESSION_ID_PREFIX}{}", letters(&derived(tx, &["role", role_arn])));
    let row = AccessKey {
        account: key.scope.account.to_string(),
        secret: secret.clone(),
        principal_arn: session_arn(role_arn, &key.id),
        created_at: tx.now(),
        session_token: Some(token.clone()),
        expires_at: Some(expires_at),
        user_id: Some(format!("{session_id}:{}", key.id)),
    };
    tx.put(&AccessKeyId { id: access_key_id.clone() }, row);
    RoleCredentials {
        credentials_id: Some(id.to_owned()),
        task_arn: Some(task_arn),
        role_arn: Some(role_arn.to_owned()),
        access_key_id: Some(access_key_id),
        secret_access_key: Some(secret),
        session_token: Some(token),
        expires_at: Some(expires_at),
    }
}

/// Whom the credentials of a role speak for: `arn:aws:sts::…:assumed-role/<role>/<task id>`.
fn session_arn(role_arn: &str, session: &str) -> String {
    let (head, path) = role_arn.split_once(ROLE_ARN_PART).unwrap_or(("", role_arn));
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{}:assumed-role/{name}/{session}", head.replacen(":iam:", ":sts:", 1))
}

/// Takes back what a task that has stopped was given.
pub(super) fn revoke(tx: &mut Tx<'_>, key: &TaskKey) {
    let ended = tx.get::<Task>(key).filter(|row| !row.is_live() && !row.role_keys.is_empty());
    for id in ended.map(|row| row.role_keys.clone()).unwrap_or_default() {
        tx.delete::<AccessKey>(&AccessKeyId { id });
    }
    tx.update(key, |row: &mut Task| {
        if !row.is_live() {
            row.role_keys = Vec::new();
        }
    });
}
