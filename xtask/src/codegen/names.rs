//! From the model's names to Rust's: words first, then the case that is wanted.
//!
//! Invariants: stable, since these names are our API; a name is never empty and never a bare keyword.
//!
//! Must not know: what is named.

/// Spellings that the rule by capitals would break apart.
const WHOLE_WORDS: &[&str] =
    &["IPv4", "IPv6", "KiB", "MiB", "GiB", "TiB", "vCpu", "VCpu", "VCPU", "OAuth", "GraphQL", "PromQL"];

/// Words that can stand as a raw identifier.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot.
const RESERVED: &[&str] = &["self", "super", "crate", "Self"];

/// `clusterArn` as `cluster_arn`, escaped where Rust needs it.
pub(super) fn field(name: &str) -> String {
    escaped(snake(name))
}

/// `clusterArn` as `CLUSTER_ARN`.
pub(super) fn constant(name: &str) -> String {
    snake(name).to_uppercase()
}

/// The name of a type: the model's own, with a capital and without separators.
pub(super) fn type_name(name: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric()) {
        name.to_owned()
    } else {
        camel(name)
    }
}

/// The name of an enum's variant for a value: `FARGATE_SPOT` as `FargateSpot`.
pub(super) fn variant(value: &str) -> String {
    match value {
        "" => return "Empty".to_owned(),
        "*" => return "Star".to_owned(),
        _ => {}
    }
    let name = camel(value);
    if name.starts_with(|c: char| c.is_ascii_digit()) || name.is_empty() {
        format!("V{name}")
    } else {
        escaped(name)
    }
}

fn escaped(name: String) -> String {
    if RESERVED.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

fn snake(name: &str) -> String {
    words(name).join("_")
}

fn camel(name: &str) -> String {
    let mut camel = String::new();
    for word in words(name) {
        let digits_meet =
            camel.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        if digits_meet {
            camel.push('_');
        }
        let mut letters = word.chars();
        camel.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

/// The words of a name, in lower case. A word ends at a separator, before a capital that follows a small
/// letter or a digit, and before the last capital of a run that small letters follow (`DBName`). A run of
/// capitals with a plural `s` is one word (`ARNs`).
fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        if !letter.is_ascii_alphanumeric() {
            words.push(std::mem::take(&mut word));
            at += 1;
            continue;
        }
        let rest = letters.get(at..).unwrap_or_default();
        if let Some(length) = whole_word(rest)
            && !word.ends_with(|c: char| c.is_ascii_uppercase())
        {
            words.push(std::mem::take(&mut word));
            words.push(rest.iter().take(length).collect());
            at += length;
            continue;
        }
        if starts_word(&word, rest) {
            words.push(std::mem::take(&mut word));
        }
        word.push(letter);
        at += 1;
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words.iter().map(|word| word.to_ascii_lowercase()).collect()
}

/// The length of a spelling from the table at the start, where a word ends with it.
fn whole_word(rest: &[char]) -> Option<usize> {
    let spelling = WHOLE_WORDS.iter().find(|spelling| {
        rest.iter().copied().zip(spelling.chars()).count() == spelling.len()
            && rest.iter().copied().zip(spelling.chars()).all(|(a, b)| a == b)
    })?;
    let ends = rest.get(spelling.len()).is_none_or(|next| !next.is_ascii_lowercase());
    ends.then_some(spelling.len())
}

fn starts_word(word: &str, rest: &[char]) -> bool {
    let (Some(before), Some(letter)) = (word.chars().last(), rest.first()) else { return false };
    if !letter.is_ascii_uppercase() {
        return false;
    }
    if !before.is_ascii_uppercase() {
        return true;
    }
    let small = |at: usize| rest.get(at).is_some_and(char::is_ascii_lowercase);
    let plural = rest.get(1) == Some(&'s') && !small(2);
    small(1) && !plural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case() {
        for (name, expected) in [
            ("clusterArn", "cluster_arn"),
            ("DBName", "db_name"),
            ("containerInstanceARN", "container_instance_arn"),
            ("ListenerARNs", "listener_arns"),
            ("SourceIPsInUse", "source_ips_in_use"),
            ("VpcId", "vpc_id"),
            ("VPCId", "vpc_id"),
            ("ipv6Addresses", "ipv6_addresses"),
            ("privateIPv4Address", "private_ipv4_address"),
            ("IPv6Native", "ipv6_native"),
            ("assignIpv6AddressOnCreation", "assign_ipv6_address_on_creation"),
            ("sizeInGiB", "size_in_gib"),
            ("memoryGiBPerVCpu", "memory_gib_per_vcpu"),
            ("vCpuCount", "vcpu_count"),
            ("EC2InstanceId", "ec2_instance_id"),
            ("S3Bucket", "s3_bucket"),
            ("x509Thumbprint", "x509_thumbprint"),
            ("SSLPolicy", "ssl_policy"),
            ("VPCs", "vpcs"),
            ("OAuthParameters", "oauth_parameters"),
            ("PromQLCriteria", "promql_criteria"),
            ("OpenIDConnectProviderArn", "open_id_connect_provider_arn"),
            ("EnableResourceNameDnsAAAARecord", "enable_resource_name_dns_aaaa_record"),
            ("aws_account", "aws_account"),
            ("x-amz-date", "x_amz_date"),
            ("type", "r#type"),
            ("Self", "self_"),
        ] {
            assert_eq!(field(name), expected, "{name}");
        }
        assert_eq!(constant("HTTPCodeElb5xx"), "HTTP_CODE_ELB5XX");
    }

    #[test]
    fn types_keep_the_name_they_have() {
        for (name, expected) in
            [("Vpc", "Vpc"), ("VPCId", "VPCId"), ("tagKeyType", "TagKeyType"), ("Tag_Key", "TagKey")]
        {
            assert_eq!(type_name(name), expected);
        }
    }

    #[test]
    fn variants_are_camel_case() {
        for (value, expected) in [
            ("EC2", "Ec2"),
            ("FARGATE_SPOT", "FargateSpot"),
            ("awsvpc", "Awsvpc"),
            ("ClusterSettings", "ClusterSettings"),
            ("X86_64", "X86_64"),
            ("us-east-1", "UsEast1"),
            ("1.4.0", "V1_4_0"),
            ("IPv4", "Ipv4"),
            ("self", "Self_"),
            ("*", "Star"),
            ("", "Empty"),
        ] {
            assert_eq!(variant(value), expected, "{value}");
        }
    }
}
