//! The network as records: VPCs, their subnets and security groups.
//!
//! Must not know: bridges, namespaces, or addresses in use.

use longshore_shapes::{ec2, schema};

use crate::record::{Record, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(VpcKey { scope: Scope = scope, id: String = text });
row_key!(SubnetKey { scope: Scope = scope, id: String = text });
row_key!(SecurityGroupKey { scope: Scope = scope, id: String = text });

structure! {
    Vpc {
        vpc: ec2::Vpc => ec2::schemas::VPC,
        enable_dns_support: bool => schema::BOOLEAN,
        enable_dns_hostnames: bool => schema::BOOLEAN,
    }
}

structure! { Subnet { subnet: ec2::Subnet => ec2::schemas::SUBNET } }

structure! { SecurityGroup { group: ec2::SecurityGroup => ec2::schemas::SECURITY_GROUP } }

impl StoredRecord for Vpc {
    type Key = VpcKey;
    const TABLE: u16 = 200;
    const NAME: &'static str = "vpc";
}

impl Record for Vpc {}

impl StoredRecord for Subnet {
    type Key = SubnetKey;
    const TABLE: u16 = 201;
    const NAME: &'static str = "subnet";
}

impl Record for Subnet {}

impl StoredRecord for SecurityGroup {
    type Key = SecurityGroupKey;
    const TABLE: u16 = 202;
    const NAME: &'static str = "security-group";
}

impl Record for SecurityGroup {}
