//! DeleteService: what it refuses, and what becomes of the service and its tasks.

use longshore_shapes::ecs::ServiceDeploymentStatus;

use super::*;

#[test]
fn a_service_that_is_to_have_tasks_is_deleted_only_by_force() {
    let mut bench = Bench::new();
    bench.created(request());
    let error = bench.delete("api", false).err().unwrap();
    assert_eq!(error.message, "The service cannot be stopped while it is scaled above 0.");
    let gone = bench.delete("api", true).unwrap();
    assert_eq!((gone.status.as_deref(), gone.desired_count), (Some("DRAINING"), Some(0)));
    assert_eq!(bench.deployment("api", 0).deployment.status, Some(ServiceDeploymentStatus::StopRequested));
}

#[test]
fn one_that_is_scaled_to_nothing_and_a_daemon_need_no_force() {
    let mut bench = Bench::new();
    bench.created(request());
    let to_nothing =
        ecs::UpdateServiceRequest { service: "api".to_owned(), desired_count: Some(0), ..Default::default() };
    bench.update(to_nothing).unwrap();
    bench.delete("api", false).unwrap();
    bench.created(ecs::CreateServiceRequest { service_name: "each".to_owned(), ..daemon() });
    assert_eq!(bench.delete("each", false).unwrap().status.as_deref(), Some("DRAINING"));
}

#[test]
fn deleting_again_answers_it_until_it_is_gone() {
    let mut bench = Bench::new();
    bench.created(request());
    bench.delete("api", true).unwrap();
    assert_eq!(bench.delete("api", false).unwrap().status.as_deref(), Some("DRAINING"));
    bench.change("api", |row| row.service.status = text("INACTIVE"));
    for name in ["api", "nothing"] {
        assert_eq!(bench.delete(name, true).err().unwrap().schema.name, "ServiceNotFoundException");
    }
    // It can be looked at for a while.
    let seen = bench.describe("api");
    assert_eq!((seen.status.as_deref(), seen.deployments), (Some("INACTIVE"), Some(Vec::new())));
}
