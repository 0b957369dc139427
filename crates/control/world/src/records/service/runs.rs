//! What a service runs, as its row, its revisions and its task sets each say it.
//!
//! Must not know: when a service comes to run something else.

use longshore_shapes::ecs;

/// The members that a service takes over from the revision or the task set that it shows.
#[derive(Clone, Copy)]
pub struct Runs<'a> {
    task_definition: &'a Option<String>,
    launch_type: &'a Option<ecs::LaunchType>,
    capacity_provider_strategy: &'a Option<Vec<ecs::CapacityProviderStrategyItem>>,
    platform_version: &'a Option<String>,
    platform_family: &'a Option<String>,
    network_configuration: &'a Option<ecs::NetworkConfiguration>,
    load_balancers: &'a Option<Vec<ecs::LoadBalancer>>,
    service_registries: &'a Option<Vec<ecs::ServiceRegistry>>,
}

macro_rules! runs_of {
    ($shape:ty) => {
        impl<'a> From<&'a $shape> for Runs<'a> {
            fn from(of: &'a $shape) -> Self {
                Self {
                    task_definition: &of.task_definition,
                    launch_type: &of.launch_type,
                    capacity_provider_strategy: &of.capacity_provider_strategy,
                    platform_version: &of.platform_version,
                    platform_family: &of.platform_family,
                    network_configuration: &of.network_configuration,
                    load_balancers: &of.load_balancers,
                    service_registries: &of.service_registries,
                }
            }
        }
    };
}

runs_of!(ecs::ServiceRevision);
runs_of!(ecs::TaskSet);

impl Runs<'_> {
    /// The service shows that it runs this.
    pub fn show_on(self, service: &mut ecs::Service) {
        service.task_definition.clone_from(self.task_definition);
        service.launch_type.clone_from(self.launch_type);
        service.capacity_provider_strategy.clone_from(self.capacity_provider_strategy);
        service.platform_version.clone_from(self.platform_version);
        service.platform_family.clone_from(self.platform_family);
        service.network_configuration.clone_from(self.network_configuration);
        service.load_balancers.clone_from(self.load_balancers);
        service.service_registries.clone_from(self.service_registries);
    }
}
