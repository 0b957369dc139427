//! What control has given this node for its tasks: the credentials of their roles; and what tasks ask of it.
//!
//! Whether an image lies in control's own registry, and with which password it is pulled, is asked of control. Secrets
//! and files are fetched from services that are not built yet; asking for one is refused in words.
//! Must not know: how credentials are made.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use longshore_agent::identity::{Asked, Identity, IdentityError, RoleCredentials};
use longshore_agent::session::SessionHandle;
use longshore_link as link;
use longshore_link::{ProtectionAnswer, ProtectionQuestion, RegistryAnswer, RegistryQuestion, ToControl};
use longshore_runtime::RegistryAccess;
use longshore_runtime::image::{Credentials as RegistryCredentials, ImagePeer};
use tokio::sync::oneshot;

/// More tasks than a node can have, with both of their roles.
const CREDENTIALS_MAX: usize = 20_000;
/// Questions of tasks that wait for an answer.
const QUESTIONS_MAX: usize = 64;
/// How long control may take to answer; who asked asks again.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
const BUSY: &str = "Too much is asked of control at once; try again.";

/// Where an answer says that its host is control's: this machine.
const THIS_MACHINE: &str = "127.0.0.1";

#[derive(Default)]
pub(crate) struct NodeIdentity {
    kept: RwLock<Kept>,
    /// The host that control is reached at, where that is another machine.
    control: Option<String>,
    /// Other nodes are asked for layers, so control is asked who has them, whatever registry an image is of.
    shares: bool,
    /// How control is asked; set once the node speaks to it.
    session: OnceLock<SessionHandle>,
    questions: Mutex<Questions>,
}

/// What tasks have asked of control and were not answered yet.
#[derive(Default)]
struct Questions {
    last: i64,
    open: HashMap<i64, oneshot::Sender<Answered>>,
}

enum Answered {
    Protection(ProtectionAnswer),
    Registry(Box<RegistryAnswer>),
}

#[derive(Default)]
struct Kept {
    by_id: HashMap<String, RoleCredentials>,
    ids_by_task: HashMap<String, Vec<String>>,
}

impl NodeIdentity {
    pub(crate) fn speak_by(&self, session: SessionHandle) {
        // There is one session for as long as the node lives.
        let _ = self.session.set(session);
    }

    /// Says something to control, if it is there.
    pub(crate) async fn say(&self, message: ToControl) {
        if let Some(session) = self.session.get().filter(|session| *session.connected().borrow()) {
            session.say(message).await;
        }
    }

    pub(crate) fn reaching(control: Option<String>, shares: bool) -> Self {
        Self { control, shares, ..Self::default() }
    }

    pub(crate) fn answered(&self, answer: ProtectionAnswer) {
        self.hand_over(answer.number, Answered::Protection(answer));
    }

    pub(crate) fn registry_answered(&self, answer: RegistryAnswer) {
        self.hand_over(answer.number, Answered::Registry(Box::new(answer)));
    }

    fn hand_over(&self, number: Option<i64>, answer: Answered) {
        let asker = self.questions().open.remove(&number.unwrap_or_default());
        // Who asked may have gone away.
        let _ = asker.map(|asker| asker.send(answer));
    }

    fn questions(&self) -> MutexGuard<'_, Questions> {
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number for a question, and where its answer will come; none where too many wait for theirs.
    fn question(&self) -> Option<(i64, oneshot::Receiver<Answered>)> {
        let mut questions = self.questions();
        // Those that nobody waits for any more.
        questions.open.retain(|_, asker| !asker.is_closed());
        if questions.open.len() >= QUESTIONS_MAX {
            return None;
        }
        questions.last += 1;
        let (asker, answer) = oneshot::channel();
        let number = questions.last;
        questions.open.insert(number, asker);
        Some((number, answer))
    }

    /// Asks control something under a number, and waits for the answer to it.
    async fn ask(&self, question: impl FnOnce(i64) -> ToControl) -> Result<Answered, IdentityError> {
        let later = |text: &str| IdentityError::NotYet(text.to_owned());
        let session = self.session.get().filter(|session| *session.connected().borrow());
        let session = session.ok_or_else(|| later("The agent is not connected to control; try again."))?;
        let (number, answer) = self.question().ok_or_else(|| later(BUSY))?;
        session.say(question(number)).await;
        let answered = tokio::time::timeout(ANSWER_WITHIN, answer).await;
        answered.ok().and_then(Result::ok).ok_or_else(|| later(BUSY))
    }

    async fn ask_protection(&self, question: ProtectionQuestion) -> Result<(u16, String), IdentityError> {
        let asked = self.ask(|number| ToControl {
            protection: Some(ProtectionQuestion { number: Some(number), ..question }),
            ..ToControl::default()
        });
        let Answered::Protection(answer) = asked.await? else {
            return Err(IdentityError::NotYet(BUSY.to_owned()));
        };
        let status = answer.status.and_then(|status| u16::try_from(status).ok()).unwrap_or_default();
        Ok((status, answer.body.unwrap_or_default()))
    }

    async fn ask_registry(&self, task_arn: &str, image: &str) -> Result<RegistryAccess, IdentityError> {
        let asked = self.ask(|number| ToControl {
            registry: Some(RegistryQuestion {
                number: Some(number),
                task_arn: Some(task_arn.to_owned()),
                image: Some(image.to_owned()),
            }),
            ..ToControl::default()
        });
        match asked.await? {
            Answered::Registry(answer) => match answer.refused {
                Some(problem) => Err(IdentityError::Refused(problem)),
                None => Ok(self.access(*answer)),
            },
            Answered::Protection(_) => Err(IdentityError::NotYet(BUSY.to_owned())),
        }
    }

    fn access(&self, answer: RegistryAnswer) -> RegistryAccess {
        let peers = answer.peers.into_iter().flatten().filter_map(|peer| {
            Some(ImagePeer { address: peer.address?, certificate: peer.certificate?, pass: peer.pass? })
        });
        let access = RegistryAccess { peers: peers.collect(), ..RegistryAccess::default() };
        let (Some(user), Some(password)) = (answer.user, answer.password) else { return access };
        let host = self.control.as_deref().unwrap_or(THIS_MACHINE);
        let endpoint = answer.endpoint.map(|endpoint| endpoint.replacen('*', host, 1));
        let credentials = RegistryCredentials { user, password, endpoint, certificate: answer.certificate };
        RegistryAccess { credentials: Some(credentials), ..access }
    }

    /// Takes new and renewed credentials.
    pub(crate) fn take(&self, roles: Vec<link::RoleCredentials>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        for role in roles {
            let (Some(id), Some(task)) = (role.credentials_id.clone(), role.task_arn.clone()) else {
                continue;
            };
            if !kept.by_id.contains_key(&id) {
                if kept.by_id.len() >= CREDENTIALS_MAX {
                    tracing::error!(
                        "credentials of a role were not taken: there are {CREDENTIALS_MAX} already"
                    );
                    continue;
                }
                kept.ids_by_task.entry(task).or_default().push(id.clone());
            }
            kept.by_id.insert(id, of(role));
        }
    }
}

fn of(role: link::RoleCredentials) -> RoleCredentials {
    RoleCredentials {
        role_arn: role.role_arn.unwrap_or_default(),
        access_key_id: role.access_key_id.unwrap_or_default(),
        secret_access_key: role.secret_access_key.unwrap_or_default(),
        token: role.session_token.unwrap_or_default(),
        expires_at: role.expires_at.unwrap_or_default(),
    }
}

/// Whether the image's name begins with a host: a name without one is Docker Hub's.
fn may_be_controls(image: &str) -> bool {
    let host = image.split_once('/').map(|(host, _)| host);
    host.is_some_and(|host| host == "localhost" || host.contains(['.', ':']))
}

fn refused<T>(what: &str, name: &str) -> Result<T, IdentityError> {
    Err(IdentityError::Refused(format!("{what} {name} cannot be fetched: Longshore does not serve it yet")))
}

impl Identity for NodeIdentity {
    fn credentials(&self, credentials_id: &str) -> Option<Result<RoleCredentials, IdentityError>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.by_id.get(credentials_id).cloned().map(Ok)
    }

    fn forget(&self, task_arn: &str) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        for id in kept.ids_by_task.remove(task_arn).unwrap_or_default() {
            kept.by_id.remove(&id);
        }
    }

    fn secret<'a>(&'a self, _: &'a str, value_from: &'a str) -> Asked<'a, String> {
        Box::pin(async move { refused("the secret", value_from) })
    }

    fn object<'a>(&'a self, _: &'a str, object_arn: &'a str) -> Asked<'a, Vec<u8>> {
        Box::pin(async move { refused("the environment file", object_arn) })
    }

    fn registry<'a>(
        &'a self,
        task_arn: &'a str,
        image: &'a str,
        credentials_parameter: Option<&'a str>,
    ) -> Asked<'a, RegistryAccess> {
        Box::pin(async move {
            match credentials_parameter {
                Some(parameter) => refused("the registry's password in", parameter),
                None if may_be_controls(image) => self.ask_registry(task_arn, image).await,
                // Nobody is waited for who is of help only.
                None if self.shares => Ok(self.ask_registry(task_arn, image).await.unwrap_or_default()),
                None => Ok(RegistryAccess::default()),
            }
        })
    }

    fn task_protection<'a>(
        &'a self,
        task_arn: &'a str,
        change: Option<(bool, Option<i32>)>,
    ) -> Asked<'a, (u16, String)> {
        let (enabled, minutes) = change.unzip();
        Box::pin(self.ask_protection(ProtectionQuestion {
            number: None,
            task_arn: Some(task_arn.to_owned()),
            enabled,
            expires_in_minutes: minutes.flatten(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renewed_credentials_take_the_place_of_the_old_and_go_with_their_task() {
        let identity = NodeIdentity::default();
        let role = |key: &str| link::RoleCredentials {
            credentials_id: Some("id".to_owned()),
            task_arn: Some("task".to_owned()),
            access_key_id: Some(key.to_owned()),
            ..link::RoleCredentials::default()
        };
        assert!(identity.credentials("id").is_none());
        identity.take(vec![role("one"), link::RoleCredentials::default()]);
        identity.take(vec![role("two")]);
        assert_eq!(identity.credentials("id").unwrap().unwrap().access_key_id, "two");
        assert!(identity.credentials("").is_none());
        identity.forget("another");
        assert!(identity.credentials("id").is_some());
        identity.forget("task");
        assert!(identity.credentials("id").is_none());
    }

    #[tokio::test]
    async fn answers_find_who_asked_and_only_so_many_wait() {
        let identity = NodeIdentity::default();
        let asked = identity.task_protection("task", None).await;
        assert!(matches!(asked, Err(IdentityError::NotYet(_))), "nobody to ask");
        let mut waiting: Vec<_> = (0..QUESTIONS_MAX).filter_map(|_| identity.question()).collect();
        assert_eq!(waiting.len(), QUESTIONS_MAX);
        assert!(identity.question().is_none());
        let (number, answer) = waiting.pop().unwrap();
        identity.answered(ProtectionAnswer { number: Some(number), status: Some(200), body: None });
        assert!(matches!(answer.await.unwrap(), Answered::Protection(answer) if answer.status == Some(200)));
        identity.answered(ProtectionAnswer { number: Some(number), ..ProtectionAnswer::default() });
        waiting.clear();
        assert!(identity.question().is_some(), "those who went away wait no more");
    }
}
