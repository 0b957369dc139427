//! Tokens and nodes through their lives, on a world in memory.

use std::any::Any;
use std::sync::Arc;

use longshore_shapes::longshore::{self as api, op};
use longshore_shapes::{ApiError, Operation, Structure, Timestamp};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::node::{JoinToken, NODE_AUTHORITY, NodeAuthority};
use longshore_world::{Account, KeyBytes, NoCold, Region, Scope, Snapshot, StagedCold, Tx, World};

use super::join_token::{JoinError, Redeemed, Shown, redeem};
use super::node;
use crate::Handler;
use crate::caller::Caller;

struct Bench {
    world: World,
    now: Timestamp,
    random: fastrand::Rng,
}

fn scope() -> Scope {
    Scope { account: Account::from_number(7), region: Region::parse("eu-west-1").unwrap() }
}

impl Bench {
    fn new() -> Self {
        let now = Timestamp::from_secs(1_800_000_000);
        let mut bench = Self { world: World::default(), now, random: fastrand::Rng::with_seed(1) };
        bench.transact(|tx| {
            for name in ["default", "other"] {
                tx.put(&ClusterKey { scope: scope(), name: name.to_owned() }, Cluster::default());
            }
            tx.put(&NODE_AUTHORITY, NodeAuthority { fingerprint: "ab12".to_owned(), ..Default::default() });
        });
        bench
    }

    fn run<T, E>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut staged = StagedCold::new();
        let mut tx = Tx::begin(&mut self.world, &NoCold, &mut staged, &mut self.random, self.now);
        let answer = run(&mut tx)?;
        tx.commit();
        Ok(answer)
    }

    fn transact<T>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        self.run(|tx| Ok::<_, std::convert::Infallible>(run(tx))).unwrap()
    }

    fn call<O: Operation>(&mut self, input: O::Input) -> Result<O::Output, ApiError>
    where
        O::Input: Clone,
    {
        let mut fill = |target: &mut dyn Structure| {
            *(target as &mut dyn Any).downcast_mut::<O::Input>().unwrap() = input.clone();
            Ok(())
        };
        let (registry, caller) = (crate::registry(), Caller::root(scope()));
        let answer = match registry.get(O::SERVICE, O::SCHEMA.name).unwrap() {
            Handler::Read(read) => {
                read(&Snapshot::new(self.world.clone(), Arc::new(NoCold), 1), &caller, &mut fill)?
            }
            Handler::Write(write) => {
                let transaction = write(&caller, &mut fill)?;
                self.run(transaction)?
            }
            Handler::Slow(_) | Handler::Edge(_) => panic!("no slow operation is called here"),
        };
        Ok(*(answer as Box<dyn Any>).downcast::<O::Output>().unwrap())
    }

    fn token(&mut self, input: api::CreateJoinTokenRequest) -> String {
        self.call::<op::CreateJoinToken>(input).unwrap().token.unwrap()
    }

    fn redeem(&mut self, token: &str, cluster: Option<&str>) -> Result<Redeemed, JoinError> {
        self.run(|tx| redeem(tx, token, cluster))
    }
}

#[test]
fn a_token_lets_one_machine_in_unless_it_says_more() {
    let mut bench = Bench::new();
    let token = bench.token(Default::default());
    assert_eq!(Shown::parse(&token).unwrap().fingerprint, "ab12");
    let expected = Redeemed { scope: scope(), cluster: "default".to_owned() };
    assert_eq!(bench.redeem(&token, Some("default")), Ok(expected.clone()));
    assert_eq!(bench.redeem(&token, None), Err(JoinError::UsedUp));
    let token = bench.token(api::CreateJoinTokenRequest { uses: Some(0), ..Default::default() });
    for _ in 0..5 {
        assert_eq!(bench.redeem(&token, None), Ok(expected.clone()));
    }
    let listed = bench.call::<op::ListJoinTokens>(Default::default()).unwrap().join_tokens.unwrap();
    let mut uses: Vec<_> = listed.iter().map(|token| (token.uses, token.uses_left)).collect();
    uses.sort();
    assert_eq!(uses, [(Some(1), Some(0)), (Some(5), None)]);
}

#[test]
fn tokens_that_let_nobody_in() {
    let mut bench = Bench::new();
    let token = bench.token(api::CreateJoinTokenRequest { uses: Some(0), ..Default::default() });
    let shown = Shown::parse(&token).unwrap();
    let changed = token.replace(shown.secret, "x");
    for (given, cluster, error) in [
        ("", None, JoinError::Unknown),
        ("lsj.a.b", None, JoinError::Unknown),
        ("lsj.a.b.c", None, JoinError::Unknown),
        (&changed, None, JoinError::Unknown),
        (&format!("{token}.x"), None, JoinError::Unknown),
        (&token, Some("other"), JoinError::OtherCluster),
    ] {
        assert_eq!(bench.redeem(given, cluster), Err(error), "{given}");
    }
    bench.now = bench.now.plus_secs(3600);
    assert_eq!(bench.redeem(&token, None), Err(JoinError::Expired));
    let token = bench.token(Default::default());
    let id = Shown::parse(&token).unwrap().id.to_owned();
    bench.call::<op::DeleteJoinToken>(api::DeleteJoinTokenRequest { token_id: id.clone() }).unwrap();
    assert_eq!(bench.redeem(&token, None), Err(JoinError::Unknown), "deleted");
    let again = bench.call::<op::DeleteJoinToken>(api::DeleteJoinTokenRequest { token_id: id });
    assert_eq!(again.unwrap_err().code(), "ResourceNotFoundException");
    let token = bench.token(Default::default());
    let gone = ClusterKey { scope: scope(), name: "default".to_owned() };
    bench.transact(|tx| tx.delete::<Cluster>(&gone));
    assert_eq!(bench.redeem(&token, None), Err(JoinError::NoCluster));
}

#[test]
fn the_secret_is_not_stored() {
    let mut bench = Bench::new();
    let token = bench.token(Default::default());
    let secret = Shown::parse(&token).unwrap().secret.to_owned();
    let (_, row) = bench.world.scan::<JoinToken>(&KeyBytes::from_slice(&[])).next().unwrap();
    assert!(!format!("{row:?}").contains(&secret));
}

#[test]
fn tokens_that_cannot_be_made() {
    let mut bench = Bench::new();
    let request = |cluster: Option<&str>, expires_in_seconds, uses| api::CreateJoinTokenRequest {
        cluster: cluster.map(str::to_owned),
        expires_in_seconds,
        uses,
    };
    for (input, code) in [
        (request(Some("nope"), None, None), "ClusterNotFoundException"),
        (request(None, Some(59), None), "InvalidParameterException"),
        (request(None, Some(i32::MAX), None), "InvalidParameterException"),
        (request(None, None, Some(-1)), "InvalidParameterException"),
    ] {
        assert_eq!(bench.call::<op::CreateJoinToken>(input).unwrap_err().code(), code);
    }
    bench.transact(|tx| tx.delete::<NodeAuthority>(&NODE_AUTHORITY));
    let error = bench.call::<op::CreateJoinToken>(Default::default()).unwrap_err();
    assert!(error.message.contains("--node-listen"), "{error}");
}

#[test]
fn a_node_is_known_by_its_key_until_it_is_removed() {
    let mut bench = Bench::new();
    let redeemed = Redeemed { scope: scope(), cluster: "other".to_owned() };
    let ends = bench.now.plus_secs(10);
    bench.transact(|tx| node::admit(tx, "k1", redeemed, Some("box"), ends));
    let (cluster, instance) = node::place_of(&bench.world, "k1").unwrap();
    assert_eq!((cluster.name.as_str(), instance), ("other", None));
    let listed = |bench: &mut Bench, cluster: Option<&str>| {
        let input = api::ListNodesRequest { cluster: cluster.map(str::to_owned) };
        bench.call::<op::ListNodes>(input).unwrap().nodes.unwrap()
    };
    assert_eq!(listed(&mut bench, None).len(), 1);
    assert_eq!(listed(&mut bench, Some("default")).len(), 0);
    let shown = listed(&mut bench, Some("other")).remove(0);
    assert_eq!((shown.machine_name.as_deref(), shown.connected), (Some("box"), Some(false)));
    assert!(bench.transact(|tx| node::renew(tx, "k1", "k2", ends.plus_secs(5))));
    assert!(!bench.transact(|tx| node::renew(tx, "k1", "k3", ends)), "the old key is none any more");
    assert_eq!(node::place_of(&bench.world, "k1"), None);
    assert_eq!(listed(&mut bench, None)[0].certificate_expires_at, Some(ends.plus_secs(5)));
    let remove = |id: &str| api::RemoveNodeRequest { node_id: id.to_owned() };
    bench.call::<op::RemoveNode>(remove("k2")).unwrap();
    assert_eq!(node::place_of(&bench.world, "k2"), None);
    assert_eq!(bench.call::<op::RemoveNode>(remove("k2")).unwrap_err().code(), "ResourceNotFoundException");
}
