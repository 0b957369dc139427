//! ListServices and what DescribeServices misses.

use longshore_shapes::ecs::{LaunchType, ListServicesRequest, SchedulingStrategy};

use super::*;

fn listed(bench: &mut Bench, input: ListServicesRequest) -> Vec<String> {
    let (mut names, mut next_token) = (Vec::new(), None);
    loop {
        let input = ListServicesRequest { next_token, ..input.clone() };
        let page = bench.call::<op::ListServices>(input).unwrap();
        names.extend(page.service_arns.unwrap().iter().map(|arn| arn.rsplit('/').next().unwrap().to_owned()));
        next_token = page.next_token;
        if next_token.is_none() {
            return names;
        }
    }
}

#[test]
fn lists_show_active_services_by_name_narrowed_and_page_by_page() {
    let mut bench = Bench::new();
    let input = bench.on_fargate();
    bench.created(ecs::CreateServiceRequest { service_name: "c".to_owned(), ..input.clone() });
    let strategy = Some(vec![item("FARGATE_SPOT", 0, 1)]);
    bench.created(ecs::CreateServiceRequest {
        service_name: "d".to_owned(),
        launch_type: None,
        capacity_provider_strategy: strategy,
        ..input
    });
    for name in ["b", "a", "x"] {
        bench.created(ecs::CreateServiceRequest { service_name: name.to_owned(), ..request() });
    }
    bench.created(ecs::CreateServiceRequest { service_name: "each".to_owned(), ..daemon() });
    bench.delete("x", true).unwrap();
    let narrowed = ListServicesRequest::default;
    for (input, expected) in [
        (narrowed(), &["a", "b", "c", "d", "each"][..]),
        (ListServicesRequest { max_results: Some(2), ..narrowed() }, &["a", "b", "c", "d", "each"]),
        (ListServicesRequest { launch_type: Some(LaunchType::Fargate), ..narrowed() }, &["c", "d"]),
        (
            ListServicesRequest { scheduling_strategy: Some(SchedulingStrategy::Daemon), ..narrowed() },
            &["each"],
        ),
        (ListServicesRequest { resource_management_type: Some("ECS".into()), ..narrowed() }, &[]),
        (ListServicesRequest { cluster: text("other"), ..narrowed() }, &[]),
    ] {
        assert_eq!(listed(&mut bench, input), expected);
    }
}

#[test]
fn ten_make_a_page_and_a_token_is_good_for_its_own_filters() {
    let mut bench = Bench::new();
    for number in 0..11 {
        bench.created(ecs::CreateServiceRequest { service_name: format!("s{number}"), ..request() });
    }
    let page = bench.call::<op::ListServices>(ListServicesRequest::default()).unwrap();
    assert_eq!(page.service_arns.unwrap().len(), 10);
    let other = ListServicesRequest {
        next_token: page.next_token,
        launch_type: Some(LaunchType::Ec2),
        ..Default::default()
    };
    assert!(bench.call::<op::ListServices>(other).is_err());
}

#[test]
fn what_is_missing_is_a_failure_with_the_arn_it_was_asked_by() {
    let mut bench = Bench::new();
    bench.created(request());
    let (short, elsewhere) = (arn("service/api"), arn("service/other/api"));
    let services = vec!["api".to_owned(), short.clone(), elsewhere.clone(), "gone".to_owned()];
    let answer = bench
        .call::<op::DescribeServices>(ecs::DescribeServicesRequest { services, ..Default::default() })
        .unwrap();
    let found = answer.services.unwrap();
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|service| service.tags.is_none()));
    let failures: Vec<_> = answer.failures.unwrap().into_iter().map(|it| it.arn.unwrap()).collect();
    assert_eq!(failures, [elsewhere, arn("service/gone")]);
}

#[test]
fn no_namespace_is_there() {
    let mut bench = Bench::new();
    let input = ecs::ListServicesByNamespaceRequest { namespace: "quay".to_owned(), ..Default::default() };
    let error = bench.call::<op::ListServicesByNamespace>(input).err().unwrap();
    assert_eq!(error.schema.name, "NamespaceNotFoundException");
}
