//! What is counted: a service's tasks by rollout, a cluster's services.

use super::*;

#[test]
fn tasks_are_counted_for_the_service_and_for_each_deployment() {
    let mut bench = Bench::new();
    bench.created(request());
    let old = bench.row("api").rollouts[0].id.clone();
    let force = ecs::UpdateServiceRequest {
        service: "api".to_owned(),
        force_new_deployment: Some(true),
        ..Default::default()
    };
    bench.update(force).unwrap();
    let new = bench.row("api").rollouts[0].id.clone();
    bench.tasks("api", &old, Status::Running, 2);
    bench.tasks("api", &new, Status::Running, 1);
    bench.tasks("api", &new, Status::Pending, 3);
    bench.tasks("api-2", &new, Status::Running, 5);
    let service = bench.describe("api");
    assert_eq!((service.running_count, service.pending_count), (Some(3), Some(3)));
    let rollouts: Vec<_> =
        service.deployments.iter().flatten().map(|it| (it.running_count, it.pending_count)).collect();
    assert_eq!(rollouts, [(Some(1), Some(3)), (Some(2), Some(0))]);
    let revisions = service.current_service_revisions.unwrap();
    let counted: Vec<_> =
        revisions.iter().map(|it| (it.requested_task_count, it.running_task_count)).collect();
    assert_eq!(counted, [(Some(3), Some(1)), (Some(2), Some(2))]);
}

#[test]
fn a_cluster_counts_its_services_and_stays_while_it_has_any() {
    let mut bench = Bench::new();
    let input = bench.on_fargate();
    bench.created(input);
    bench.created(ecs::CreateServiceRequest { service_name: "web".to_owned(), ..request() });
    bench.created(ecs::CreateServiceRequest { service_name: "old".to_owned(), ..request() });
    bench.delete("old", true).unwrap();
    let input = ecs::DescribeClustersRequest {
        include: Some(vec![ecs::ClusterField::Statistics]),
        ..Default::default()
    };
    let seen = bench.call::<op::DescribeClusters>(input).unwrap().clusters.unwrap().remove(0);
    assert_eq!(seen.active_services_count, Some(2));
    let statistics: std::collections::BTreeMap<_, _> =
        seen.statistics.unwrap().into_iter().map(|pair| (pair.name.unwrap(), pair.value.unwrap())).collect();
    for (name, count) in [
        ("activeEC2ServiceCount", "1"),
        ("activeFargateServiceCount", "1"),
        ("activeExternalServiceCount", "0"),
        ("drainingEC2ServiceCount", "1"),
        ("drainingFargateServiceCount", "0"),
    ] {
        assert_eq!(statistics[name], count, "{name}");
    }
    let delete = ecs::DeleteClusterRequest { cluster: "default".to_owned() };
    for name in ["api", "web"] {
        bench.delete(name, true).unwrap();
        bench.change(name, |row| row.service.status = text("INACTIVE"));
    }
    // The draining one is left.
    let error = bench.call::<op::DeleteCluster>(delete.clone()).err().unwrap();
    assert_eq!(error.schema.name, "ClusterContainsServicesException");
    bench.change("old", |row| row.service.status = text("INACTIVE"));
    bench.call::<op::DeleteCluster>(delete).unwrap();
}
