//! Credentials of a task's roles: temporary keys that are issued for that task alone.
//!
//! They are derived from the installation's secret and the moment of their issue, so that a transaction needs
//! no entropy and the same one gives the same keys. A new pair is issued well before the old one ends, and
//! the old one stays good until then; when the task has stopped both are taken back.
//!
//! Must not know: how credentials reach a container, or what a role may do.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use longshore_shapes::Timestamp;
use longshore_world::records::access_key::{AccessKey, AccessKeyId};
use longshore_world::records::installation;
use longshore_world::records::launch::Launch;
use longshore_world::records::task::{Task, TaskCredentials, TaskKey};
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
enum Role {
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

/// The credentials of one role of a task as they stand.
#[derive(Debug, Clone, PartialEq)]
pub struct RoleKeys {
    /// The path inside the task.
    pub credentials_id: String,
    pub role_arn: String,
    pub access_key_id: String,
    pub access_key: AccessKey,
}

/// What a new task of that launch begins with; none where it has no roles.
pub(super) fn begin(world: &World, key: &TaskKey, launch: &Launch) -> Option<Box<TaskCredentials>> {
    let id_of = |arn: &Option<String>, role| arn.as_ref().map(|_| id(world, key, role));
    let task_role_id = id_of(&launch.task_role_arn, Role::Task);
    let execution_role_id = id_of(&launch.execution_role_arn, Role::Execution);
    let some = task_role_id.is_some() || execution_role_id.is_some();
    some.then(|| Box::new(TaskCredentials { task_role_id, execution_role_id, ..Default::default() }))
}

/// The roles that a task has: the path of each, and its ARN.
fn roles(row: &Task) -> Vec<(Role, String, String)> {
    let Some(credentials) = &row.credentials else { return Vec::new() };
    let all = [
        (Role::Task, &credentials.task_role_id, &row.launch.task_role_arn),
        (Role::Execution, &credentials.execution_role_id, &row.launch.execution_role_arn),
    ];
    all.into_iter().filter_map(|(role, id, arn)| Some((role, id.clone()?, arn.clone()?))).collect()
}

/// When a live task's credentials are to be issued anew; none if it has no roles.
pub fn renewal_due(row: &Task) -> Option<Timestamp> {
    let credentials = row.credentials.as_ref().filter(|_| row.is_live())?;
    let due = credentials.expire_at.map(|at| at.plus_secs(-RENEWED_BEFORE_SECS));
    Some(due.unwrap_or_default())
}

/// The newest credentials of a task's roles; empty where some are not there, or it has no roles.
pub fn current(world: &World, row: &Task) -> Vec<RoleKeys> {
    let keys = row.credentials.iter().flat_map(|credentials| &credentials.keys);
    let found = roles(row).into_iter().zip(keys).map(|((_, credentials_id, role_arn), key_id)| {
        let access_key = world.get::<AccessKey>(&AccessKeyId { id: key_id.clone() })?;
        let access_key = AccessKey::clone(access_key);
        Some(RoleKeys { credentials_id, role_arn, access_key_id: key_id.clone(), access_key })
    });
    found.collect::<Option<_>>().unwrap_or_default()
}

/// Issues credentials of the roles of a live task.
pub fn issue(tx: &mut Tx<'_>, key: &TaskKey) -> Vec<RoleKeys> {
    let Some(row) = tx.get::<Task>(key).filter(|row| row.is_live()).cloned() else { return Vec::new() };
    let expires_at = tx.now().plus_secs(LIFETIME_SECS);
    let mut issued = Vec::new();
    for (role, credentials_id, role_arn) in roles(&row) {
        issued.push(issue_one(tx, key, role, credentials_id, role_arn, expires_at));
    }
    if !issued.is_empty() {
        let keys: Vec<String> = issued.iter().map(|it| it.access_key_id.clone()).collect();
        tx.update(key, |row: &mut Task| {
            let credentials = row.credentials.get_or_insert_default();
            credentials.expire_at = Some(expires_at);
            credentials.keys.splice(0..0, keys);
            credentials.keys.truncate(KEYS_KEPT);
        });
    }
    issued
}

fn issue_one(
    tx: &mut Tx<'_>,
    key: &TaskKey,
    role: Role,
    credentials_id: String,
    role_arn: String,
    expires_at: Timestamp,
) -> RoleKeys {
    let task_arn = key.arn();
    let moment = tx.now().millis().to_string();
    let part = |what: &str| derived(tx, &[what, &task_arn, role.name(), &moment]);
    let access_key_id = format!("{KEY_ID_PREFIX}{}", letters(&part("access key")));
    let secret = STANDARD.encode(part("secret").get(..SECRET_BYTES).unwrap_or_default());
    let token = URL_SAFE_NO_PAD.encode([part("token one"), part("token two"), part("token three")].concat());
    let session_id = format!("{SESSION_ID_PREFIX}{}", letters(&derived(tx, &["role", &role_arn])));
    let access_key = AccessKey {
        account: key.scope.account.to_string(),
        secret,
        principal_arn: session_arn(&role_arn, &key.id),
        created_at: tx.now(),
        session_token: Some(token),
        expires_at: Some(expires_at),
        user_id: Some(format!("{session_id}:{}", key.id)),
    };
    tx.put(&AccessKeyId { id: access_key_id.clone() }, access_key.clone());
    RoleKeys { credentials_id, role_arn, access_key_id, access_key }
}

/// Takes back what a task that has stopped was given.
pub(super) fn revoke(tx: &mut Tx<'_>, key: &TaskKey) {
    let given = tx.get::<Task>(key).and_then(|row| row.credentials.clone());
    for id in given.into_iter().flat_map(|credentials| credentials.keys) {
        tx.delete::<AccessKey>(&AccessKeyId { id });
    }
    tx.update(key, |row: &mut Task| row.credentials = None);
}

/// Bytes that nobody without the installation's secret can guess.
fn derived(world: &World, what: &[&str]) -> [u8; 32] {
    let mut context =
        hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, &installation::secret(world)));
    for part in std::iter::once(&"role credentials").chain(what) {
        context.update(&part.len().to_be_bytes());
        context.update(part.as_bytes());
    }
    let mut bytes = [0; 32];
    bytes.iter_mut().zip(context.sign().as_ref()).for_each(|(to, from)| *to = *from);
    bytes
}

/// The path of a role's credentials inside the task, in the form of a UUID.
fn id(world: &World, key: &TaskKey, role: Role) -> String {
    let bytes = derived(world, &["id", &key.arn(), role.name()]);
    let hex: String = bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-4{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

fn letters(bytes: &[u8]) -> String {
    let letter =
        |byte: &u8| ID_LETTERS.get(usize::from(*byte) % ID_LETTERS.len()).copied().map_or('A', char::from);
    bytes.iter().take(ID_LENGTH).map(letter).collect()
}

/// Whom the credentials of a role speak for: `arn:aws:sts::…:assumed-role/<role>/<task id>`.
fn session_arn(role_arn: &str, session: &str) -> String {
    let (head, path) = role_arn.split_once(ROLE_ARN_PART).unwrap_or(("", role_arn));
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{}:assumed-role/{name}/{session}", head.replacen(":iam:", ":sts:", 1))
}
