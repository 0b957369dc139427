//! The network every account finds in every region: a default VPC, a subnet in each availability zone, and
//! a default security group.
//!
//! Identifiers are derived from the account and the region, so that a fresh installation has the same ones
//! as the one before it and a script may name them.
//!
//! Must not know: who uses it.

use longshore_shapes::ec2;
use longshore_world::records::network::{SecurityGroup, SecurityGroupKey, Subnet, SubnetKey, Vpc, VpcKey};
use longshore_world::{Scope, Tx};

use super::availability_zone;
use crate::arn;

const VPC_CIDR: &str = "172.31.0.0/16";
/// A /20: 4,096 addresses, of which the first four and the last are not given out.
const SUBNET_ADDRESSES: i32 = 4096 - 5;
/// How far apart the third bytes of the subnets' addresses are.
const SUBNET_STEP: usize = 16;

pub fn vpc_id(scope: Scope) -> String {
    id("vpc", scope, "")
}

fn id(kind: &str, scope: Scope, name: &str) -> String {
    let text = format!("{kind}/{}/{}/{name}", scope.account, scope.region);
    format!("{kind}-0{:016x}", fnv1a(text.as_bytes()))
}

/// 64-bit FNV-1a: stable over versions and machines, which the standard library's hashes are not.
fn fnv1a(bytes: &[u8]) -> u64 {
    let (offset, prime) = (0xcbf2_9ce4_8422_2325_u64, 0x0100_0000_01b3);
    bytes.iter().fold(offset, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(prime))
}

pub(crate) fn create(tx: &mut Tx<'_>, scope: Scope) {
    create_vpc(tx, scope);
    for (number, zone) in availability_zone::zones(scope.region).into_iter().enumerate() {
        create_subnet(tx, scope, number, &zone);
    }
    create_security_group(tx, scope);
}

fn create_vpc(tx: &mut Tx<'_>, scope: Scope) {
    let vpc = ec2::Vpc {
        vpc_id: Some(vpc_id(scope)),
        owner_id: Some(scope.account.to_string()),
        cidr_block: Some(VPC_CIDR.to_owned()),
        cidr_block_association_set: Some(vec![ec2::VpcCidrBlockAssociation {
            association_id: Some(id("vpc-cidr-assoc", scope, "")),
            cidr_block: Some(VPC_CIDR.to_owned()),
            cidr_block_state: Some(ec2::VpcCidrBlockState {
                state: Some(ec2::VpcCidrBlockStateCode::Associated),
                status_message: None,
            }),
        }]),
        dhcp_options_id: Some(id("dopt", scope, "")),
        instance_tenancy: Some(ec2::Tenancy::Default),
        is_default: Some(true),
        state: Some(ec2::VpcState::Available),
        ..Default::default()
    };
    let key = VpcKey { scope, id: vpc_id(scope) };
    tx.put(&key, Vpc { vpc, enable_dns_support: true, enable_dns_hostnames: true });
}

fn create_subnet(tx: &mut Tx<'_>, scope: Scope, number: usize, zone: &availability_zone::Zone) {
    let subnet_id = id("subnet", scope, &zone.name);
    let subnet = ec2::Subnet {
        subnet_arn: Some(arn::arn(super::SERVICE, scope, format_args!("subnet/{subnet_id}"))),
        subnet_id: Some(subnet_id.clone()),
        vpc_id: Some(vpc_id(scope)),
        owner_id: Some(scope.account.to_string()),
        availability_zone: Some(zone.name.clone()),
        availability_zone_id: Some(zone.id.clone()),
        cidr_block: Some(format!("172.31.{}.0/20", number * SUBNET_STEP)),
        available_ip_address_count: Some(SUBNET_ADDRESSES),
        default_for_az: Some(true),
        map_public_ip_on_launch: Some(true),
        assign_ipv6_address_on_creation: Some(false),
        map_customer_owned_ip_on_launch: Some(false),
        enable_dns64: Some(false),
        ipv6_native: Some(false),
        private_dns_name_options_on_launch: Some(ec2::PrivateDnsNameOptionsOnLaunch {
            hostname_type: Some(ec2::HostnameType::IpName),
            enable_resource_name_dns_a_record: Some(false),
            enable_resource_name_dns_aaaa_record: Some(false),
        }),
        state: Some(ec2::SubnetState::Available),
        ..Default::default()
    };
    tx.put(&SubnetKey { scope, id: subnet_id }, Subnet { subnet });
}

/// All members may talk to each other, and to anyone outside.
fn create_security_group(tx: &mut Tx<'_>, scope: Scope) {
    let group_id = id("sg", scope, "default");
    let everything = ec2::IpPermission { ip_protocol: Some("-1".to_owned()), ..Default::default() };
    let from_members = ec2::IpPermission {
        user_id_group_pairs: Some(vec![ec2::UserIdGroupPair {
            user_id: Some(scope.account.to_string()),
            group_id: Some(group_id.clone()),
            ..Default::default()
        }]),
        ..everything.clone()
    };
    let to_anyone = ec2::IpPermission {
        ip_ranges: Some(vec![ec2::IpRange { cidr_ip: Some("0.0.0.0/0".to_owned()), description: None }]),
        ..everything
    };
    let group = ec2::SecurityGroup {
        security_group_arn: Some(arn::arn(super::SERVICE, scope, format_args!("security-group/{group_id}"))),
        group_id: Some(group_id.clone()),
        group_name: Some("default".to_owned()),
        description: Some("default VPC security group".to_owned()),
        vpc_id: Some(vpc_id(scope)),
        owner_id: Some(scope.account.to_string()),
        ip_permissions: Some(vec![from_members]),
        ip_permissions_egress: Some(vec![to_anyone]),
        ..Default::default()
    };
    tx.put(&SecurityGroupKey { scope, id: group_id }, SecurityGroup { group });
}
