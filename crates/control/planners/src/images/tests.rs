//! The planner over a world: what a policy ends, when it is looked at again, and blobs that nobody names.

use longshore_world::records::ecr::ImageTag;
use longshore_world::{Account, NoCold, Region, Scope, StagedCold};

use super::*;

const NOW: i64 = 1_000_000;

struct Bed(World);

fn repository() -> RepositoryKey {
    let scope = Scope {
        account: Account::parse("000000000000").unwrap(),
        region: Region::parse("us-east-1").unwrap(),
    };
    RepositoryKey { scope, name: "app".to_owned() }
}

impl Bed {
    fn with_policy(text: &str) -> Self {
        let mut bed = Self(World::default());
        bed.write(|tx| {
            let row = Repository {
                lifecycle_policy: Some(text.to_owned()),
                lifecycle_next_at: Some(Timestamp::from_secs(NOW)),
                ..Default::default()
            };
            tx.put(&repository(), row);
        });
        bed
    }

    fn write<T>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
        let mut tx = Tx::begin(&mut self.0, &NoCold, &mut staged, &mut random, Timestamp::from_secs(NOW));
        let done = run(&mut tx);
        tx.commit();
        done
    }

    fn image(&mut self, digest: &str, tag: Option<&str>, secs_old: i64) {
        self.write(|tx| {
            let pushed_at = Timestamp::from_secs(NOW - secs_old);
            let blobs = vec!["blob".to_owned()];
            tx.put(&change::key_of(&repository(), digest), Image { pushed_at, blobs, ..Default::default() });
            if let Some(tag) = tag {
                let row = ImageTag { digest: digest.to_owned(), tagged_at: pushed_at, checked_at: None };
                tx.put(&change::tag_key(&repository(), tag), row);
            }
        });
    }

    fn plan(&self, at: i64) -> Plan {
        let snapshot = Snapshot::new(self.0.clone(), std::sync::Arc::new(NoCold), 1);
        Images.plan(&snapshot, &Trigger::Full, Timestamp::from_secs(at))
    }

    fn carry_out(&mut self, plan: &Plan) -> Vec<Outcome> {
        self.write(|tx| plan.decisions.iter().map(|decision| decision.apply(tx)).collect())
    }
}

const KEEP_ONE: &str = r#"{"rules":[{"rulePriority":1,"action":{"type":"expire"},
    "selection":{"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1}}]}"#;

#[test]
fn a_policy_ends_images_and_is_looked_at_again_in_an_hour() {
    let mut bed = Bed::with_policy(KEEP_ONE);
    bed.image("old", None, 20);
    bed.image("new", Some("latest"), 10);
    let plan = bed.plan(NOW);
    assert!(plan.to_string().starts_with("expire old of app: rule 1 of its lifecycle policy"), "{plan}");
    assert_eq!(bed.carry_out(&plan), [Outcome::Done, Outcome::Done]);
    let left: Vec<_> = candidates(&bed.0, &repository()).into_iter().map(|image| image.digest).collect();
    assert_eq!(left, ["new"]);
    let again = bed.plan(NOW);
    assert!(again.decisions.is_empty());
    assert_eq!(again.wake_at, Some(Timestamp::from_secs(NOW + LIFECYCLE_EVERY_SECS)));
}

#[test]
fn an_image_that_was_tagged_since_stays() {
    let mut bed = Bed::with_policy(KEEP_ONE);
    bed.image("old", None, 20);
    bed.image("new", Some("latest"), 10);
    let plan = bed.plan(NOW);
    bed.image("old", Some("kept"), 20);
    assert_eq!(bed.carry_out(&plan).first(), Some(&Outcome::Stale));
}

#[test]
fn a_blob_goes_a_day_after_its_last_image() {
    let mut bed = Bed::with_policy(KEEP_ONE);
    bed.image("old", None, 20);
    let blob = change::key_of(&repository(), "blob");
    bed.write(|tx| {
        tx.put(&blob, Layer { size: 1, ..Default::default() });
        change::take_away(tx, &change::key_of(&repository(), "old"), &[]);
    });
    assert_eq!(bed.0.get::<Layer>(&blob).unwrap().unused_since, Some(Timestamp::from_secs(NOW)));
    assert!(!bed.plan(NOW + UNUSED_KEPT_SECS - 1).to_string().contains("forget"));
    let plan = bed.plan(NOW + UNUSED_KEPT_SECS);
    assert!(plan.to_string().contains("forget the blob blob of app"), "{plan}");
    // Somebody asks for it before the plan is carried out.
    bed.write(|tx| {
        tx.update(&blob, |row: &mut Layer| row.unused_since = Some(Timestamp::from_secs(NOW + 5)))
    });
    let outcomes = bed.carry_out(&plan);
    assert_eq!(outcomes.last(), Some(&Outcome::Stale));
    assert!(bed.0.get::<Layer>(&blob).is_some());
}
