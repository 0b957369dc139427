//! Generated from `models/ec2.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use std::collections::BTreeMap;

use super::*;

#[derive(Clone, Default, PartialEq)]
pub struct AttributeBooleanValue {
    pub value: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AvailabilityZone {
    pub opt_in_status: Option<AvailabilityZoneOptInStatus>,
    pub messages: Option<Vec<AvailabilityZoneMessage>>,
    pub region_name: Option<String>,
    pub zone_name: Option<String>,
    pub zone_id: Option<String>,
    pub group_name: Option<String>,
    pub network_border_group: Option<String>,
    pub zone_type: Option<String>,
    pub parent_zone_name: Option<String>,
    pub parent_zone_id: Option<String>,
    pub group_long_name: Option<String>,
    pub geography: Option<Vec<AvailabilityZoneGeography>>,
    pub sub_geography: Option<Vec<AvailabilityZoneSubGeography>>,
    pub state: Option<AvailabilityZoneState>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AvailabilityZoneGeography {
    pub name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AvailabilityZoneMessage {
    pub message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct AvailabilityZoneSubGeography {
    pub name: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct BlockPublicAccessStates {
    pub internet_gateway_block_mode: Option<BlockPublicAccessMode>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeAvailabilityZonesRequest {
    pub zone_names: Option<Vec<String>>,
    pub zone_ids: Option<Vec<String>>,
    pub all_availability_zones: Option<bool>,
    pub dry_run: Option<bool>,
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeAvailabilityZonesResult {
    pub availability_zones: Option<Vec<AvailabilityZone>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupsRequest {
    pub group_ids: Option<Vec<String>>,
    pub group_names: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub dry_run: Option<bool>,
    pub filters: Option<Vec<Filter>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeSecurityGroupsResult {
    pub next_token: Option<String>,
    pub security_groups: Option<Vec<SecurityGroup>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeSubnetsRequest {
    pub filters: Option<Vec<Filter>>,
    pub subnet_ids: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub dry_run: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeSubnetsResult {
    pub next_token: Option<String>,
    pub subnets: Option<Vec<Subnet>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeVpcAttributeRequest {
    pub attribute: VpcAttributeName,
    pub vpc_id: String,
    pub dry_run: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeVpcAttributeResult {
    pub enable_dns_hostnames: Option<AttributeBooleanValue>,
    pub enable_dns_support: Option<AttributeBooleanValue>,
    pub enable_network_address_usage_metrics: Option<AttributeBooleanValue>,
    pub vpc_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeVpcsRequest {
    pub filters: Option<Vec<Filter>>,
    pub vpc_ids: Option<Vec<String>>,
    pub next_token: Option<String>,
    pub max_results: Option<i32>,
    pub dry_run: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct DescribeVpcsResult {
    pub next_token: Option<String>,
    pub vpcs: Option<Vec<Vpc>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Filter {
    pub name: Option<String>,
    pub values: Option<Vec<String>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct IpPermission {
    pub ip_protocol: Option<String>,
    pub from_port: Option<i32>,
    pub to_port: Option<i32>,
    pub user_id_group_pairs: Option<Vec<UserIdGroupPair>>,
    pub ip_ranges: Option<Vec<IpRange>>,
    pub ipv6_ranges: Option<Vec<Ipv6Range>>,
    pub prefix_list_ids: Option<Vec<PrefixListId>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct IpRange {
    pub description: Option<String>,
    pub cidr_ip: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Ipv6Range {
    pub description: Option<String>,
    pub cidr_ipv6: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PrefixListId {
    pub description: Option<String>,
    pub prefix_list_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct PrivateDnsNameOptionsOnLaunch {
    pub hostname_type: Option<HostnameType>,
    pub enable_resource_name_dns_a_record: Option<bool>,
    pub enable_resource_name_dns_aaaa_record: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SecurityGroup {
    pub group_id: Option<String>,
    pub ip_permissions_egress: Option<Vec<IpPermission>>,
    pub tags: Option<Vec<Tag>>,
    pub vpc_id: Option<String>,
    pub security_group_arn: Option<String>,
    pub owner_id: Option<String>,
    pub group_name: Option<String>,
    pub description: Option<String>,
    pub ip_permissions: Option<Vec<IpPermission>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Subnet {
    pub availability_zone_id: Option<String>,
    pub enable_lni_at_device_index: Option<i32>,
    pub map_customer_owned_ip_on_launch: Option<bool>,
    pub customer_owned_ipv4_pool: Option<String>,
    pub owner_id: Option<String>,
    pub assign_ipv6_address_on_creation: Option<bool>,
    pub ipv6_cidr_block_association_set: Option<Vec<SubnetIpv6CidrBlockAssociation>>,
    pub tags: Option<Vec<Tag>>,
    pub subnet_arn: Option<String>,
    pub outpost_arn: Option<String>,
    pub enable_dns64: Option<bool>,
    pub ipv6_native: Option<bool>,
    pub private_dns_name_options_on_launch: Option<PrivateDnsNameOptionsOnLaunch>,
    pub block_public_access_states: Option<BlockPublicAccessStates>,
    pub r#type: Option<String>,
    pub subnet_id: Option<String>,
    pub state: Option<SubnetState>,
    pub vpc_id: Option<String>,
    pub cidr_block: Option<String>,
    pub available_ip_address_count: Option<i32>,
    pub availability_zone: Option<String>,
    pub default_for_az: Option<bool>,
    pub map_public_ip_on_launch: Option<bool>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubnetCidrBlockState {
    pub state: Option<SubnetCidrBlockStateCode>,
    pub status_message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct SubnetIpv6CidrBlockAssociation {
    pub association_id: Option<String>,
    pub ipv6_cidr_block: Option<String>,
    pub ipv6_cidr_block_state: Option<SubnetCidrBlockState>,
    pub ipv6_address_attribute: Option<Ipv6AddressAttribute>,
    pub ip_source: Option<IpSource>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tag {
    pub key: Option<String>,
    pub value: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct UserIdGroupPair {
    pub description: Option<String>,
    pub user_id: Option<String>,
    pub group_name: Option<String>,
    pub group_id: Option<String>,
    pub vpc_id: Option<String>,
    pub vpc_peering_connection_id: Option<String>,
    pub peering_status: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Vpc {
    pub owner_id: Option<String>,
    pub instance_tenancy: Option<Tenancy>,
    pub ipv6_cidr_block_association_set: Option<Vec<VpcIpv6CidrBlockAssociation>>,
    pub cidr_block_association_set: Option<Vec<VpcCidrBlockAssociation>>,
    pub is_default: Option<bool>,
    pub encryption_control: Option<VpcEncryptionControl>,
    pub tags: Option<Vec<Tag>>,
    pub block_public_access_states: Option<BlockPublicAccessStates>,
    pub vpc_id: Option<String>,
    pub state: Option<VpcState>,
    pub cidr_block: Option<String>,
    pub dhcp_options_id: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcCidrBlockAssociation {
    pub association_id: Option<String>,
    pub cidr_block: Option<String>,
    pub cidr_block_state: Option<VpcCidrBlockState>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcCidrBlockState {
    pub state: Option<VpcCidrBlockStateCode>,
    pub status_message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcEncryptionControl {
    pub vpc_id: Option<String>,
    pub vpc_encryption_control_id: Option<String>,
    pub mode: Option<VpcEncryptionControlMode>,
    pub state: Option<VpcEncryptionControlState>,
    pub state_message: Option<String>,
    pub resource_exclusions: Option<VpcEncryptionControlExclusions>,
    pub tags: Option<Vec<Tag>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcEncryptionControlExclusion {
    pub state: Option<VpcEncryptionControlExclusionState>,
    pub state_message: Option<String>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcEncryptionControlExclusions {
    pub internet_gateway: Option<VpcEncryptionControlExclusion>,
    pub egress_only_internet_gateway: Option<VpcEncryptionControlExclusion>,
    pub nat_gateway: Option<VpcEncryptionControlExclusion>,
    pub virtual_private_gateway: Option<VpcEncryptionControlExclusion>,
    pub vpc_peering: Option<VpcEncryptionControlExclusion>,
    pub lambda: Option<VpcEncryptionControlExclusion>,
    pub vpc_lattice: Option<VpcEncryptionControlExclusion>,
    pub elastic_file_system: Option<VpcEncryptionControlExclusion>,
    pub global_accelerator: Option<VpcEncryptionControlExclusion>,
    pub api_gateway_v2: Option<VpcEncryptionControlExclusion>,
}

#[derive(Clone, Default, PartialEq)]
pub struct VpcIpv6CidrBlockAssociation {
    pub association_id: Option<String>,
    pub ipv6_cidr_block: Option<String>,
    pub ipv6_cidr_block_state: Option<VpcCidrBlockState>,
    pub network_border_group: Option<String>,
    pub ipv6_pool: Option<String>,
    pub ipv6_address_attribute: Option<Ipv6AddressAttribute>,
    pub ip_source: Option<IpSource>,
}

crate::structure_members! {
    AttributeBooleanValue, schemas::ATTRIBUTE_BOOLEAN_VALUE { 0: value }
    AvailabilityZone, schemas::AVAILABILITY_ZONE { 0: opt_in_status, 1: messages, 2: region_name, 3: zone_name, 4: zone_id, 5: group_name, 6: network_border_group, 7: zone_type, 8: parent_zone_name, 9: parent_zone_id, 10: group_long_name, 11: geography, 12: sub_geography, 13: state }
    AvailabilityZoneGeography, schemas::AVAILABILITY_ZONE_GEOGRAPHY { 0: name }
    AvailabilityZoneMessage, schemas::AVAILABILITY_ZONE_MESSAGE { 0: message }
    AvailabilityZoneSubGeography, schemas::AVAILABILITY_ZONE_SUB_GEOGRAPHY { 0: name }
    BlockPublicAccessStates, schemas::BLOCK_PUBLIC_ACCESS_STATES { 0: internet_gateway_block_mode }
    DescribeAvailabilityZonesRequest, schemas::DESCRIBE_AVAILABILITY_ZONES_REQUEST { 0: zone_names, 1: zone_ids, 2: all_availability_zones, 3: dry_run, 4: filters }
    DescribeAvailabilityZonesResult, schemas::DESCRIBE_AVAILABILITY_ZONES_RESULT { 0: availability_zones }
    DescribeSecurityGroupsRequest, schemas::DESCRIBE_SECURITY_GROUPS_REQUEST { 0: group_ids, 1: group_names, 2: next_token, 3: max_results, 4: dry_run, 5: filters }
    DescribeSecurityGroupsResult, schemas::DESCRIBE_SECURITY_GROUPS_RESULT { 0: next_token, 1: security_groups }
    DescribeSubnetsRequest, schemas::DESCRIBE_SUBNETS_REQUEST { 0: filters, 1: subnet_ids, 2: next_token, 3: max_results, 4: dry_run }
    DescribeSubnetsResult, schemas::DESCRIBE_SUBNETS_RESULT { 0: next_token, 1: subnets }
    DescribeVpcAttributeRequest, schemas::DESCRIBE_VPC_ATTRIBUTE_REQUEST { 0: attribute, 1: vpc_id, 2: dry_run }
    DescribeVpcAttributeResult, schemas::DESCRIBE_VPC_ATTRIBUTE_RESULT { 0: enable_dns_hostnames, 1: enable_dns_support, 2: enable_network_address_usage_metrics, 3: vpc_id }
    DescribeVpcsRequest, schemas::DESCRIBE_VPCS_REQUEST { 0: filters, 1: vpc_ids, 2: next_token, 3: max_results, 4: dry_run }
    DescribeVpcsResult, schemas::DESCRIBE_VPCS_RESULT { 0: next_token, 1: vpcs }
    Filter, schemas::FILTER { 0: name, 1: values }
    IpPermission, schemas::IP_PERMISSION { 0: ip_protocol, 1: from_port, 2: to_port, 3: user_id_group_pairs, 4: ip_ranges, 5: ipv6_ranges, 6: prefix_list_ids }
    IpRange, schemas::IP_RANGE { 0: description, 1: cidr_ip }
    Ipv6Range, schemas::IPV6_RANGE { 0: description, 1: cidr_ipv6 }
    PrefixListId, schemas::PREFIX_LIST_ID { 0: description, 1: prefix_list_id }
    PrivateDnsNameOptionsOnLaunch, schemas::PRIVATE_DNS_NAME_OPTIONS_ON_LAUNCH { 0: hostname_type, 1: enable_resource_name_dns_a_record, 2: enable_resource_name_dns_aaaa_record }
    SecurityGroup, schemas::SECURITY_GROUP { 0: group_id, 1: ip_permissions_egress, 2: tags, 3: vpc_id, 4: security_group_arn, 5: owner_id, 6: group_name, 7: description, 8: ip_permissions }
    Subnet, schemas::SUBNET { 0: availability_zone_id, 1: enable_lni_at_device_index, 2: map_customer_owned_ip_on_launch, 3: customer_owned_ipv4_pool, 4: owner_id, 5: assign_ipv6_address_on_creation, 6: ipv6_cidr_block_association_set, 7: tags, 8: subnet_arn, 9: outpost_arn, 10: enable_dns64, 11: ipv6_native, 12: private_dns_name_options_on_launch, 13: block_public_access_states, 14: r#type, 15: subnet_id, 16: state, 17: vpc_id, 18: cidr_block, 19: available_ip_address_count, 20: availability_zone, 21: default_for_az, 22: map_public_ip_on_launch }
    SubnetCidrBlockState, schemas::SUBNET_CIDR_BLOCK_STATE { 0: state, 1: status_message }
    SubnetIpv6CidrBlockAssociation, schemas::SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION { 0: association_id, 1: ipv6_cidr_block, 2: ipv6_cidr_block_state, 3: ipv6_address_attribute, 4: ip_source }
    Tag, schemas::TAG { 0: key, 1: value }
    UserIdGroupPair, schemas::USER_ID_GROUP_PAIR { 0: description, 1: user_id, 2: group_name, 3: group_id, 4: vpc_id, 5: vpc_peering_connection_id, 6: peering_status }
    Vpc, schemas::VPC { 0: owner_id, 1: instance_tenancy, 2: ipv6_cidr_block_association_set, 3: cidr_block_association_set, 4: is_default, 5: encryption_control, 6: tags, 7: block_public_access_states, 8: vpc_id, 9: state, 10: cidr_block, 11: dhcp_options_id }
    VpcCidrBlockAssociation, schemas::VPC_CIDR_BLOCK_ASSOCIATION { 0: association_id, 1: cidr_block, 2: cidr_block_state }
    VpcCidrBlockState, schemas::VPC_CIDR_BLOCK_STATE { 0: state, 1: status_message }
    VpcEncryptionControl, schemas::VPC_ENCRYPTION_CONTROL { 0: vpc_id, 1: vpc_encryption_control_id, 2: mode, 3: state, 4: state_message, 5: resource_exclusions, 6: tags }
    VpcEncryptionControlExclusion, schemas::VPC_ENCRYPTION_CONTROL_EXCLUSION { 0: state, 1: state_message }
    VpcEncryptionControlExclusions, schemas::VPC_ENCRYPTION_CONTROL_EXCLUSIONS { 0: internet_gateway, 1: egress_only_internet_gateway, 2: nat_gateway, 3: virtual_private_gateway, 4: vpc_peering, 5: lambda, 6: vpc_lattice, 7: elastic_file_system, 8: global_accelerator, 9: api_gateway_v2 }
    VpcIpv6CidrBlockAssociation, schemas::VPC_IPV6_CIDR_BLOCK_ASSOCIATION { 0: association_id, 1: ipv6_cidr_block, 2: ipv6_cidr_block_state, 3: network_border_group, 4: ipv6_pool, 5: ipv6_address_attribute, 6: ip_source }
}

crate::members::generated_structures! {
    AttributeBooleanValue,
    AvailabilityZone,
    AvailabilityZoneGeography,
    AvailabilityZoneMessage,
    AvailabilityZoneSubGeography,
    BlockPublicAccessStates,
    DescribeAvailabilityZonesRequest,
    DescribeAvailabilityZonesResult,
    DescribeSecurityGroupsRequest,
    DescribeSecurityGroupsResult,
    DescribeSubnetsRequest,
    DescribeSubnetsResult,
    DescribeVpcAttributeRequest,
    DescribeVpcAttributeResult,
    DescribeVpcsRequest,
    DescribeVpcsResult,
    Filter,
    IpPermission,
    IpRange,
    Ipv6Range,
    PrefixListId,
    PrivateDnsNameOptionsOnLaunch,
    SecurityGroup,
    Subnet,
    SubnetCidrBlockState,
    SubnetIpv6CidrBlockAssociation,
    Tag,
    UserIdGroupPair,
    Vpc,
    VpcCidrBlockAssociation,
    VpcCidrBlockState,
    VpcEncryptionControl,
    VpcEncryptionControlExclusion,
    VpcEncryptionControlExclusions,
    VpcIpv6CidrBlockAssociation,
}
