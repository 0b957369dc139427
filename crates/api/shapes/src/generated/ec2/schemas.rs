//! Generated from `models/ec2.json` by `cargo xtask codegen`; do not edit.
#![allow(
    unused_imports,
    clippy::large_enum_variant,
    clippy::upper_case_acronyms,
    clippy::enum_variant_names,
    clippy::doc_markdown,
    reason = "names and sizes are the model's"
)]

use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};

pub static ATTRIBUTE_BOOLEAN_VALUE: Schema = Schema {
    name: "AttributeBooleanValue",
    kind: Kind::Structure {
        members: &[Member {
            name: "Value",
            target: &schema::BOOLEAN,
            required: false,
            names: &Names { wire: Some("value"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE: Schema = Schema {
    name: "AvailabilityZone",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "OptInStatus",
                target: &AVAILABILITY_ZONE_OPT_IN_STATUS,
                required: false,
                names: &Names { wire: Some("optInStatus"), ..*Names::PLAIN },
            },
            Member {
                name: "Messages",
                target: &AVAILABILITY_ZONE_MESSAGE_LIST,
                required: false,
                names: &Names { wire: Some("messageSet"), ..*Names::PLAIN },
            },
            Member {
                name: "RegionName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("regionName"), ..*Names::PLAIN },
            },
            Member {
                name: "ZoneName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("zoneName"), ..*Names::PLAIN },
            },
            Member {
                name: "ZoneId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("zoneId"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupName"), ..*Names::PLAIN },
            },
            Member {
                name: "NetworkBorderGroup",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("networkBorderGroup"), ..*Names::PLAIN },
            },
            Member {
                name: "ZoneType",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("zoneType"), ..*Names::PLAIN },
            },
            Member {
                name: "ParentZoneName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("parentZoneName"), ..*Names::PLAIN },
            },
            Member {
                name: "ParentZoneId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("parentZoneId"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupLongName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupLongName"), ..*Names::PLAIN },
            },
            Member {
                name: "Geography",
                target: &AVAILABILITY_ZONE_GEOGRAPHY_LIST,
                required: false,
                names: &Names { wire: Some("geographySet"), ..*Names::PLAIN },
            },
            Member {
                name: "SubGeography",
                target: &AVAILABILITY_ZONE_SUB_GEOGRAPHY_LIST,
                required: false,
                names: &Names { wire: Some("subGeographySet"), ..*Names::PLAIN },
            },
            Member {
                name: "State",
                target: &AVAILABILITY_ZONE_STATE,
                required: false,
                names: &Names { wire: Some("zoneState"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_GEOGRAPHY: Schema = Schema {
    name: "AvailabilityZoneGeography",
    kind: Kind::Structure {
        members: &[Member {
            name: "Name",
            target: &schema::TEXT,
            required: false,
            names: &Names { wire: Some("name"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_GEOGRAPHY_LIST: Schema = Schema {
    name: "AvailabilityZoneGeographyList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &AVAILABILITY_ZONE_GEOGRAPHY,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_LIST: Schema = Schema {
    name: "AvailabilityZoneList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &AVAILABILITY_ZONE,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_MESSAGE: Schema = Schema {
    name: "AvailabilityZoneMessage",
    kind: Kind::Structure {
        members: &[Member {
            name: "Message",
            target: &schema::TEXT,
            required: false,
            names: &Names { wire: Some("message"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_MESSAGE_LIST: Schema = Schema {
    name: "AvailabilityZoneMessageList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &AVAILABILITY_ZONE_MESSAGE,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_OPT_IN_STATUS: Schema = Schema {
    name: "AvailabilityZoneOptInStatus",
    kind: Kind::Text { pattern: None, values: super::AvailabilityZoneOptInStatus::VALUES },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_STATE: Schema = Schema {
    name: "AvailabilityZoneState",
    kind: Kind::Text { pattern: None, values: super::AvailabilityZoneState::VALUES },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_SUB_GEOGRAPHY: Schema = Schema {
    name: "AvailabilityZoneSubGeography",
    kind: Kind::Structure {
        members: &[Member {
            name: "Name",
            target: &schema::TEXT,
            required: false,
            names: &Names { wire: Some("name"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static AVAILABILITY_ZONE_SUB_GEOGRAPHY_LIST: Schema = Schema {
    name: "AvailabilityZoneSubGeographyList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &AVAILABILITY_ZONE_SUB_GEOGRAPHY,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static BLOCK_PUBLIC_ACCESS_MODE: Schema = Schema {
    name: "BlockPublicAccessMode",
    kind: Kind::Text { pattern: None, values: super::BlockPublicAccessMode::VALUES },
    limits: Limits::NONE,
};

pub static BLOCK_PUBLIC_ACCESS_STATES: Schema = Schema {
    name: "BlockPublicAccessStates",
    kind: Kind::Structure {
        members: &[Member {
            name: "InternetGatewayBlockMode",
            target: &BLOCK_PUBLIC_ACCESS_MODE,
            required: false,
            names: &Names { wire: Some("internetGatewayBlockMode"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_AVAILABILITY_ZONES_REQUEST: Schema = Schema {
    name: "DescribeAvailabilityZonesRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "ZoneNames",
                target: &ZONE_NAME_STRING_LIST,
                required: false,
                names: &Names { wire: Some("ZoneName"), ..*Names::PLAIN },
            },
            Member {
                name: "ZoneIds",
                target: &ZONE_ID_STRING_LIST,
                required: false,
                names: &Names { wire: Some("ZoneId"), ..*Names::PLAIN },
            },
            Member::optional("AllAvailabilityZones", &schema::BOOLEAN),
            Member {
                name: "DryRun",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("dryRun"), ..*Names::PLAIN },
            },
            Member {
                name: "Filters",
                target: &FILTER_LIST,
                required: false,
                names: &Names { wire: Some("Filter"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_AVAILABILITY_ZONES_RESULT: Schema = Schema {
    name: "DescribeAvailabilityZonesResult",
    kind: Kind::Structure {
        members: &[Member {
            name: "AvailabilityZones",
            target: &AVAILABILITY_ZONE_LIST,
            required: false,
            names: &Names { wire: Some("availabilityZoneInfo"), ..*Names::PLAIN },
        }],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SECURITY_GROUPS_MAX_RESULTS: Schema = Schema {
    name: "DescribeSecurityGroupsMaxResults",
    kind: Kind::Integer,
    limits: Limits { min: Some(5.0), max: Some(1000.0) },
};

pub static DESCRIBE_SECURITY_GROUPS_REQUEST: Schema = Schema {
    name: "DescribeSecurityGroupsRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "GroupIds",
                target: &GROUP_ID_STRING_LIST,
                required: false,
                names: &Names { wire: Some("GroupId"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupNames",
                target: &GROUP_NAME_STRING_LIST,
                required: false,
                names: &Names { wire: Some("GroupName"), ..*Names::PLAIN },
            },
            Member::optional("NextToken", &schema::TEXT),
            Member::optional("MaxResults", &DESCRIBE_SECURITY_GROUPS_MAX_RESULTS),
            Member {
                name: "DryRun",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("dryRun"), ..*Names::PLAIN },
            },
            Member {
                name: "Filters",
                target: &FILTER_LIST,
                required: false,
                names: &Names { wire: Some("Filter"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SECURITY_GROUPS_RESULT: Schema = Schema {
    name: "DescribeSecurityGroupsResult",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "NextToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("nextToken"), ..*Names::PLAIN },
            },
            Member {
                name: "SecurityGroups",
                target: &SECURITY_GROUP_LIST,
                required: false,
                names: &Names { wire: Some("securityGroupInfo"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SUBNETS_MAX_RESULTS: Schema = Schema {
    name: "DescribeSubnetsMaxResults",
    kind: Kind::Integer,
    limits: Limits { min: Some(5.0), max: Some(1000.0) },
};

pub static DESCRIBE_SUBNETS_REQUEST: Schema = Schema {
    name: "DescribeSubnetsRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Filters",
                target: &FILTER_LIST,
                required: false,
                names: &Names { wire: Some("Filter"), ..*Names::PLAIN },
            },
            Member {
                name: "SubnetIds",
                target: &SUBNET_ID_STRING_LIST,
                required: false,
                names: &Names { wire: Some("SubnetId"), ..*Names::PLAIN },
            },
            Member::optional("NextToken", &schema::TEXT),
            Member::optional("MaxResults", &DESCRIBE_SUBNETS_MAX_RESULTS),
            Member {
                name: "DryRun",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("dryRun"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_SUBNETS_RESULT: Schema = Schema {
    name: "DescribeSubnetsResult",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "NextToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("nextToken"), ..*Names::PLAIN },
            },
            Member {
                name: "Subnets",
                target: &SUBNET_LIST,
                required: false,
                names: &Names { wire: Some("subnetSet"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_VPC_ATTRIBUTE_REQUEST: Schema = Schema {
    name: "DescribeVpcAttributeRequest",
    kind: Kind::Structure {
        members: &[
            Member::required("Attribute", &VPC_ATTRIBUTE_NAME),
            Member::required("VpcId", &schema::TEXT),
            Member {
                name: "DryRun",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("dryRun"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_VPC_ATTRIBUTE_RESULT: Schema = Schema {
    name: "DescribeVpcAttributeResult",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "EnableDnsHostnames",
                target: &ATTRIBUTE_BOOLEAN_VALUE,
                required: false,
                names: &Names { wire: Some("enableDnsHostnames"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableDnsSupport",
                target: &ATTRIBUTE_BOOLEAN_VALUE,
                required: false,
                names: &Names { wire: Some("enableDnsSupport"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableNetworkAddressUsageMetrics",
                target: &ATTRIBUTE_BOOLEAN_VALUE,
                required: false,
                names: &Names { wire: Some("enableNetworkAddressUsageMetrics"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_VPCS_MAX_RESULTS: Schema = Schema {
    name: "DescribeVpcsMaxResults",
    kind: Kind::Integer,
    limits: Limits { min: Some(5.0), max: Some(1000.0) },
};

pub static DESCRIBE_VPCS_REQUEST: Schema = Schema {
    name: "DescribeVpcsRequest",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Filters",
                target: &FILTER_LIST,
                required: false,
                names: &Names { wire: Some("Filter"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcIds",
                target: &VPC_ID_STRING_LIST,
                required: false,
                names: &Names { wire: Some("VpcId"), ..*Names::PLAIN },
            },
            Member::optional("NextToken", &schema::TEXT),
            Member::optional("MaxResults", &DESCRIBE_VPCS_MAX_RESULTS),
            Member {
                name: "DryRun",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("dryRun"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static DESCRIBE_VPCS_RESULT: Schema = Schema {
    name: "DescribeVpcsResult",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "NextToken",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("nextToken"), ..*Names::PLAIN },
            },
            Member {
                name: "Vpcs",
                target: &VPC_LIST,
                required: false,
                names: &Names { wire: Some("vpcSet"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FILTER: Schema = Schema {
    name: "Filter",
    kind: Kind::Structure {
        members: &[
            Member::optional("Name", &schema::TEXT),
            Member {
                name: "Values",
                target: &VALUE_STRING_LIST,
                required: false,
                names: &Names { wire: Some("Value"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static FILTER_LIST: Schema = Schema {
    name: "FilterList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &FILTER,
            required: true,
            names: &Names { wire: Some("Filter"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static GROUP_ID_STRING_LIST: Schema = Schema {
    name: "GroupIdStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("groupId"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static GROUP_NAME_STRING_LIST: Schema = Schema {
    name: "GroupNameStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("GroupName"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static HOSTNAME_TYPE: Schema = Schema {
    name: "HostnameType",
    kind: Kind::Text { pattern: None, values: super::HostnameType::VALUES },
    limits: Limits::NONE,
};

pub static IP_PERMISSION: Schema = Schema {
    name: "IpPermission",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "IpProtocol",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ipProtocol"), ..*Names::PLAIN },
            },
            Member {
                name: "FromPort",
                target: &schema::INTEGER,
                required: false,
                names: &Names { wire: Some("fromPort"), ..*Names::PLAIN },
            },
            Member {
                name: "ToPort",
                target: &schema::INTEGER,
                required: false,
                names: &Names { wire: Some("toPort"), ..*Names::PLAIN },
            },
            Member {
                name: "UserIdGroupPairs",
                target: &USER_ID_GROUP_PAIR_LIST,
                required: false,
                names: &Names { wire: Some("groups"), ..*Names::PLAIN },
            },
            Member {
                name: "IpRanges",
                target: &IP_RANGE_LIST,
                required: false,
                names: &Names { wire: Some("ipRanges"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6Ranges",
                target: &IPV6_RANGE_LIST,
                required: false,
                names: &Names { wire: Some("ipv6Ranges"), ..*Names::PLAIN },
            },
            Member {
                name: "PrefixListIds",
                target: &PREFIX_LIST_ID_LIST,
                required: false,
                names: &Names { wire: Some("prefixListIds"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IP_PERMISSION_LIST: Schema = Schema {
    name: "IpPermissionList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &IP_PERMISSION,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static IP_RANGE: Schema = Schema {
    name: "IpRange",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Description",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("description"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrIp",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("cidrIp"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IP_RANGE_LIST: Schema = Schema {
    name: "IpRangeList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &IP_RANGE,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static IP_SOURCE: Schema = Schema {
    name: "IpSource",
    kind: Kind::Text { pattern: None, values: super::IpSource::VALUES },
    limits: Limits::NONE,
};

pub static IPV6_ADDRESS_ATTRIBUTE: Schema = Schema {
    name: "Ipv6AddressAttribute",
    kind: Kind::Text { pattern: None, values: super::Ipv6AddressAttribute::VALUES },
    limits: Limits::NONE,
};

pub static IPV6_RANGE: Schema = Schema {
    name: "Ipv6Range",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Description",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("description"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrIpv6",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("cidrIpv6"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static IPV6_RANGE_LIST: Schema = Schema {
    name: "Ipv6RangeList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &IPV6_RANGE,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static PREFIX_LIST_ID: Schema = Schema {
    name: "PrefixListId",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Description",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("description"), ..*Names::PLAIN },
            },
            Member {
                name: "PrefixListId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("prefixListId"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static PREFIX_LIST_ID_LIST: Schema = Schema {
    name: "PrefixListIdList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &PREFIX_LIST_ID,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static PRIVATE_DNS_NAME_OPTIONS_ON_LAUNCH: Schema = Schema {
    name: "PrivateDnsNameOptionsOnLaunch",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "HostnameType",
                target: &HOSTNAME_TYPE,
                required: false,
                names: &Names { wire: Some("hostnameType"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableResourceNameDnsARecord",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("enableResourceNameDnsARecord"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableResourceNameDnsAAAARecord",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("enableResourceNameDnsAAAARecord"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SECURITY_GROUP: Schema = Schema {
    name: "SecurityGroup",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "GroupId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupId"), ..*Names::PLAIN },
            },
            Member {
                name: "IpPermissionsEgress",
                target: &IP_PERMISSION_LIST,
                required: false,
                names: &Names { wire: Some("ipPermissionsEgress"), ..*Names::PLAIN },
            },
            Member {
                name: "Tags",
                target: &TAG_LIST,
                required: false,
                names: &Names { wire: Some("tagSet"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
            Member {
                name: "SecurityGroupArn",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("securityGroupArn"), ..*Names::PLAIN },
            },
            Member {
                name: "OwnerId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ownerId"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupName"), ..*Names::PLAIN },
            },
            Member {
                name: "Description",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupDescription"), ..*Names::PLAIN },
            },
            Member {
                name: "IpPermissions",
                target: &IP_PERMISSION_LIST,
                required: false,
                names: &Names { wire: Some("ipPermissions"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SECURITY_GROUP_LIST: Schema = Schema {
    name: "SecurityGroupList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &SECURITY_GROUP,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static SUBNET: Schema = Schema {
    name: "Subnet",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "AvailabilityZoneId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("availabilityZoneId"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableLniAtDeviceIndex",
                target: &schema::INTEGER,
                required: false,
                names: &Names { wire: Some("enableLniAtDeviceIndex"), ..*Names::PLAIN },
            },
            Member {
                name: "MapCustomerOwnedIpOnLaunch",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("mapCustomerOwnedIpOnLaunch"), ..*Names::PLAIN },
            },
            Member {
                name: "CustomerOwnedIpv4Pool",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("customerOwnedIpv4Pool"), ..*Names::PLAIN },
            },
            Member {
                name: "OwnerId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ownerId"), ..*Names::PLAIN },
            },
            Member {
                name: "AssignIpv6AddressOnCreation",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("assignIpv6AddressOnCreation"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlockAssociationSet",
                target: &SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION_SET,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlockAssociationSet"), ..*Names::PLAIN },
            },
            Member {
                name: "Tags",
                target: &TAG_LIST,
                required: false,
                names: &Names { wire: Some("tagSet"), ..*Names::PLAIN },
            },
            Member {
                name: "SubnetArn",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("subnetArn"), ..*Names::PLAIN },
            },
            Member {
                name: "OutpostArn",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("outpostArn"), ..*Names::PLAIN },
            },
            Member {
                name: "EnableDns64",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("enableDns64"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6Native",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("ipv6Native"), ..*Names::PLAIN },
            },
            Member {
                name: "PrivateDnsNameOptionsOnLaunch",
                target: &PRIVATE_DNS_NAME_OPTIONS_ON_LAUNCH,
                required: false,
                names: &Names { wire: Some("privateDnsNameOptionsOnLaunch"), ..*Names::PLAIN },
            },
            Member {
                name: "BlockPublicAccessStates",
                target: &BLOCK_PUBLIC_ACCESS_STATES,
                required: false,
                names: &Names { wire: Some("blockPublicAccessStates"), ..*Names::PLAIN },
            },
            Member {
                name: "Type",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("type"), ..*Names::PLAIN },
            },
            Member {
                name: "SubnetId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("subnetId"), ..*Names::PLAIN },
            },
            Member {
                name: "State",
                target: &SUBNET_STATE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrBlock",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("cidrBlock"), ..*Names::PLAIN },
            },
            Member {
                name: "AvailableIpAddressCount",
                target: &schema::INTEGER,
                required: false,
                names: &Names { wire: Some("availableIpAddressCount"), ..*Names::PLAIN },
            },
            Member {
                name: "AvailabilityZone",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("availabilityZone"), ..*Names::PLAIN },
            },
            Member {
                name: "DefaultForAz",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("defaultForAz"), ..*Names::PLAIN },
            },
            Member {
                name: "MapPublicIpOnLaunch",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("mapPublicIpOnLaunch"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBNET_CIDR_BLOCK_STATE: Schema = Schema {
    name: "SubnetCidrBlockState",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "State",
                target: &SUBNET_CIDR_BLOCK_STATE_CODE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "StatusMessage",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("statusMessage"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBNET_CIDR_BLOCK_STATE_CODE: Schema = Schema {
    name: "SubnetCidrBlockStateCode",
    kind: Kind::Text { pattern: None, values: super::SubnetCidrBlockStateCode::VALUES },
    limits: Limits::NONE,
};

pub static SUBNET_ID_STRING_LIST: Schema = Schema {
    name: "SubnetIdStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("SubnetId"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION: Schema = Schema {
    name: "SubnetIpv6CidrBlockAssociation",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "AssociationId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("associationId"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlock",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlock"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlockState",
                target: &SUBNET_CIDR_BLOCK_STATE,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlockState"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6AddressAttribute",
                target: &IPV6_ADDRESS_ATTRIBUTE,
                required: false,
                names: &Names { wire: Some("ipv6AddressAttribute"), ..*Names::PLAIN },
            },
            Member {
                name: "IpSource",
                target: &IP_SOURCE,
                required: false,
                names: &Names { wire: Some("ipSource"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION_SET: Schema = Schema {
    name: "SubnetIpv6CidrBlockAssociationSet",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &SUBNET_IPV6_CIDR_BLOCK_ASSOCIATION,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static SUBNET_LIST: Schema = Schema {
    name: "SubnetList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &SUBNET,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static SUBNET_STATE: Schema = Schema {
    name: "SubnetState",
    kind: Kind::Text { pattern: None, values: super::SubnetState::VALUES },
    limits: Limits::NONE,
};

pub static TAG: Schema = Schema {
    name: "Tag",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Key",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("key"), ..*Names::PLAIN },
            },
            Member {
                name: "Value",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("value"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static TAG_LIST: Schema = Schema {
    name: "TagList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &TAG,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static TENANCY: Schema = Schema {
    name: "Tenancy",
    kind: Kind::Text { pattern: None, values: super::Tenancy::VALUES },
    limits: Limits::NONE,
};

pub static USER_ID_GROUP_PAIR: Schema = Schema {
    name: "UserIdGroupPair",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "Description",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("description"), ..*Names::PLAIN },
            },
            Member {
                name: "UserId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("userId"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupName",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupName"), ..*Names::PLAIN },
            },
            Member {
                name: "GroupId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("groupId"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcPeeringConnectionId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcPeeringConnectionId"), ..*Names::PLAIN },
            },
            Member {
                name: "PeeringStatus",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("peeringStatus"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static USER_ID_GROUP_PAIR_LIST: Schema = Schema {
    name: "UserIdGroupPairList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &USER_ID_GROUP_PAIR,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VALUE_STRING_LIST: Schema = Schema {
    name: "ValueStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VPC: Schema = Schema {
    name: "Vpc",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "OwnerId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ownerId"), ..*Names::PLAIN },
            },
            Member {
                name: "InstanceTenancy",
                target: &TENANCY,
                required: false,
                names: &Names { wire: Some("instanceTenancy"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlockAssociationSet",
                target: &VPC_IPV6_CIDR_BLOCK_ASSOCIATION_SET,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlockAssociationSet"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrBlockAssociationSet",
                target: &VPC_CIDR_BLOCK_ASSOCIATION_SET,
                required: false,
                names: &Names { wire: Some("cidrBlockAssociationSet"), ..*Names::PLAIN },
            },
            Member {
                name: "IsDefault",
                target: &schema::BOOLEAN,
                required: false,
                names: &Names { wire: Some("isDefault"), ..*Names::PLAIN },
            },
            Member {
                name: "EncryptionControl",
                target: &VPC_ENCRYPTION_CONTROL,
                required: false,
                names: &Names { wire: Some("encryptionControl"), ..*Names::PLAIN },
            },
            Member {
                name: "Tags",
                target: &TAG_LIST,
                required: false,
                names: &Names { wire: Some("tagSet"), ..*Names::PLAIN },
            },
            Member {
                name: "BlockPublicAccessStates",
                target: &BLOCK_PUBLIC_ACCESS_STATES,
                required: false,
                names: &Names { wire: Some("blockPublicAccessStates"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
            Member {
                name: "State",
                target: &VPC_STATE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrBlock",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("cidrBlock"), ..*Names::PLAIN },
            },
            Member {
                name: "DhcpOptionsId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("dhcpOptionsId"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_ATTRIBUTE_NAME: Schema = Schema {
    name: "VpcAttributeName",
    kind: Kind::Text { pattern: None, values: super::VpcAttributeName::VALUES },
    limits: Limits::NONE,
};

pub static VPC_CIDR_BLOCK_ASSOCIATION: Schema = Schema {
    name: "VpcCidrBlockAssociation",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "AssociationId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("associationId"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrBlock",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("cidrBlock"), ..*Names::PLAIN },
            },
            Member {
                name: "CidrBlockState",
                target: &VPC_CIDR_BLOCK_STATE,
                required: false,
                names: &Names { wire: Some("cidrBlockState"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_CIDR_BLOCK_ASSOCIATION_SET: Schema = Schema {
    name: "VpcCidrBlockAssociationSet",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &VPC_CIDR_BLOCK_ASSOCIATION,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VPC_CIDR_BLOCK_STATE: Schema = Schema {
    name: "VpcCidrBlockState",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "State",
                target: &VPC_CIDR_BLOCK_STATE_CODE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "StatusMessage",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("statusMessage"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_CIDR_BLOCK_STATE_CODE: Schema = Schema {
    name: "VpcCidrBlockStateCode",
    kind: Kind::Text { pattern: None, values: super::VpcCidrBlockStateCode::VALUES },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL: Schema = Schema {
    name: "VpcEncryptionControl",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "VpcId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcId"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcEncryptionControlId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("vpcEncryptionControlId"), ..*Names::PLAIN },
            },
            Member {
                name: "Mode",
                target: &VPC_ENCRYPTION_CONTROL_MODE,
                required: false,
                names: &Names { wire: Some("mode"), ..*Names::PLAIN },
            },
            Member {
                name: "State",
                target: &VPC_ENCRYPTION_CONTROL_STATE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "StateMessage",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("stateMessage"), ..*Names::PLAIN },
            },
            Member {
                name: "ResourceExclusions",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSIONS,
                required: false,
                names: &Names { wire: Some("resourceExclusions"), ..*Names::PLAIN },
            },
            Member {
                name: "Tags",
                target: &TAG_LIST,
                required: false,
                names: &Names { wire: Some("tagSet"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL_EXCLUSION: Schema = Schema {
    name: "VpcEncryptionControlExclusion",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "State",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION_STATE,
                required: false,
                names: &Names { wire: Some("state"), ..*Names::PLAIN },
            },
            Member {
                name: "StateMessage",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("stateMessage"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL_EXCLUSION_STATE: Schema = Schema {
    name: "VpcEncryptionControlExclusionState",
    kind: Kind::Text { pattern: None, values: super::VpcEncryptionControlExclusionState::VALUES },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL_EXCLUSIONS: Schema = Schema {
    name: "VpcEncryptionControlExclusions",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "InternetGateway",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("internetGateway"), ..*Names::PLAIN },
            },
            Member {
                name: "EgressOnlyInternetGateway",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("egressOnlyInternetGateway"), ..*Names::PLAIN },
            },
            Member {
                name: "NatGateway",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("natGateway"), ..*Names::PLAIN },
            },
            Member {
                name: "VirtualPrivateGateway",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("virtualPrivateGateway"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcPeering",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("vpcPeering"), ..*Names::PLAIN },
            },
            Member {
                name: "Lambda",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("lambda"), ..*Names::PLAIN },
            },
            Member {
                name: "VpcLattice",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("vpcLattice"), ..*Names::PLAIN },
            },
            Member {
                name: "ElasticFileSystem",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("elasticFileSystem"), ..*Names::PLAIN },
            },
            Member {
                name: "GlobalAccelerator",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("globalAccelerator"), ..*Names::PLAIN },
            },
            Member {
                name: "ApiGatewayV2",
                target: &VPC_ENCRYPTION_CONTROL_EXCLUSION,
                required: false,
                names: &Names { wire: Some("apiGatewayV2"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL_MODE: Schema = Schema {
    name: "VpcEncryptionControlMode",
    kind: Kind::Text { pattern: None, values: super::VpcEncryptionControlMode::VALUES },
    limits: Limits::NONE,
};

pub static VPC_ENCRYPTION_CONTROL_STATE: Schema = Schema {
    name: "VpcEncryptionControlState",
    kind: Kind::Text { pattern: None, values: super::VpcEncryptionControlState::VALUES },
    limits: Limits::NONE,
};

pub static VPC_ID_STRING_LIST: Schema = Schema {
    name: "VpcIdStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("VpcId"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VPC_IPV6_CIDR_BLOCK_ASSOCIATION: Schema = Schema {
    name: "VpcIpv6CidrBlockAssociation",
    kind: Kind::Structure {
        members: &[
            Member {
                name: "AssociationId",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("associationId"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlock",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlock"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6CidrBlockState",
                target: &VPC_CIDR_BLOCK_STATE,
                required: false,
                names: &Names { wire: Some("ipv6CidrBlockState"), ..*Names::PLAIN },
            },
            Member {
                name: "NetworkBorderGroup",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("networkBorderGroup"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6Pool",
                target: &schema::TEXT,
                required: false,
                names: &Names { wire: Some("ipv6Pool"), ..*Names::PLAIN },
            },
            Member {
                name: "Ipv6AddressAttribute",
                target: &IPV6_ADDRESS_ATTRIBUTE,
                required: false,
                names: &Names { wire: Some("ipv6AddressAttribute"), ..*Names::PLAIN },
            },
            Member {
                name: "IpSource",
                target: &IP_SOURCE,
                required: false,
                names: &Names { wire: Some("ipSource"), ..*Names::PLAIN },
            },
        ],
        union: false,
    },
    limits: Limits::NONE,
};

pub static VPC_IPV6_CIDR_BLOCK_ASSOCIATION_SET: Schema = Schema {
    name: "VpcIpv6CidrBlockAssociationSet",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &VPC_IPV6_CIDR_BLOCK_ASSOCIATION,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VPC_LIST: Schema = Schema {
    name: "VpcList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &VPC,
            required: true,
            names: &Names { wire: Some("item"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static VPC_STATE: Schema = Schema {
    name: "VpcState",
    kind: Kind::Text { pattern: None, values: super::VpcState::VALUES },
    limits: Limits::NONE,
};

pub static ZONE_ID_STRING_LIST: Schema = Schema {
    name: "ZoneIdStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("ZoneId"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};

pub static ZONE_NAME_STRING_LIST: Schema = Schema {
    name: "ZoneNameStringList",
    kind: Kind::List {
        member: &Member {
            name: "member",
            target: &schema::TEXT,
            required: true,
            names: &Names { wire: Some("ZoneName"), ..*Names::PLAIN },
        },
    },
    limits: Limits::NONE,
};
