//! A control plane without processes, for tests: operations by their names, a second apart, on a world in memory
//! with a disk beside it.

use std::any::Any;
use std::sync::Arc;

use longshore_shapes::{ApiError, Operation, Structure, Timestamp};
use longshore_world::{Account, Change, Region, Scope, Snapshot, StagedCold, Stamp, Tx, World};

use crate::accounts;
use crate::caller::Caller;
use crate::disk::Disk;
use crate::registry::{Handler, Registry};

pub(crate) fn scope() -> Scope {
    Scope { account: Account::from_number(7), region: Region::parse("us-east-1").unwrap() }
}

pub(crate) struct Control {
    pub(crate) world: World,
    pub(crate) disk: Arc<Disk>,
    random: fastrand::Rng,
    pub(crate) now: Timestamp,
    pub(crate) caller: Caller,
    pub(crate) registry: Registry,
    /// What the last transaction changed.
    pub(crate) changes: Vec<Change>,
}

impl Control {
    /// With an opened account, and nothing in it.
    pub(crate) fn new() -> Self {
        let mut control = Self {
            world: World::default(),
            disk: Arc::default(),
            random: fastrand::Rng::with_seed(7),
            now: Timestamp::from_secs(1_800_000_000),
            caller: Caller::root(scope()),
            registry: crate::registry(),
            changes: Vec::new(),
        };
        control.transact(|tx| accounts::open(tx, scope()));
        control
    }

    pub(crate) fn run<T, E>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.now = self.now.plus_secs(1);
        let mut staged = StagedCold::new();
        let mut tx = Tx::begin(&mut self.world, &*self.disk, &mut staged, &mut self.random, self.now)
            .stamped(Stamp { commit: self.now.millis().unsigned_abs(), place: 0 });
        let answer = run(&mut tx)?;
        self.changes = tx.commit();
        self.disk.keep(staged);
        assert_eq!(self.world.problems(), Vec::<String>::new());
        Ok(answer)
    }

    pub(crate) fn transact<T>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        self.run(|tx| Ok::<_, std::convert::Infallible>(run(tx))).unwrap()
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), self.disk.clone(), 1)
    }

    pub(crate) fn call<O: Operation>(&mut self, input: O::Input) -> Result<O::Output, ApiError>
    where
        O::Input: Clone,
        O::Output: Structure,
    {
        let mut fill = |target: &mut dyn Structure| {
            *(target as &mut dyn Any).downcast_mut::<O::Input>().unwrap() = input.clone();
            Ok(())
        };
        let caller = self.caller.clone();
        let answer = match self.registry.get(O::SERVICE, O::SCHEMA.name).unwrap() {
            Handler::Read(read) => read(&self.snapshot(), &caller, &mut fill)?,
            Handler::Write(write) => {
                let transaction = write(&caller, &mut fill)?;
                self.run(transaction)?
            }
            Handler::Slow(_) | Handler::Edge(_) => panic!("no slow operation is called here"),
        };
        Ok(*(answer as Box<dyn Any>).downcast::<O::Output>().unwrap())
    }
}
