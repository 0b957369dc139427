//! What control and a node say to each other.
//!
//! Every message is a structure of optional members, written by name: a newer side may add members, an
//! older one skips what it does not know. A frame holds one [`ToNode`] or one [`ToControl`], of which one
//! member is set.
//!
//! Must not know: how a message travels, or what is done about it.

use std::sync::Arc;

use longshore_shapes::{Blob, Timestamp, ecs, schema, structure};

use crate::lists::{
    ASSIGNMENT_LIST, CONTAINER_REPORT_LIST, IMAGE_PEER_LIST, NAMED_TEXTS, PRE_PULL_LIST,
    ROLE_CREDENTIALS_LIST, TASK_REPORT_LIST, TEXTS,
};

// ---- from a node ------------------------------------------------------------------------------------

structure! {
    /// What a node says. One member is set.
    ToControl {
        hello: Option<Hello> => *Hello::SCHEMA,
        report: Option<Report> => *Report::SCHEMA,
        accepted: Option<Accepted> => *Accepted::SCHEMA,
        heartbeat: Option<Heartbeat> => *Heartbeat::SCHEMA,
        answer: Option<Answer> => *Answer::SCHEMA,
        /// The node leaves: its tasks are stopped and it takes no more.
        leaving: Option<Leaving> => *Leaving::SCHEMA,
        /// Instead of hello, from a machine that has no certificate yet.
        join: Option<Join> => *Join::SCHEMA,
        /// The certificate ends soon: a new one is wanted.
        renew: Option<Renew> => *Renew::SCHEMA,
        protection: Option<ProtectionQuestion> => *ProtectionQuestion::SCHEMA,
        registry: Option<RegistryQuestion> => *RegistryQuestion::SCHEMA,
        pre_pulled: Option<PrePulled> => *PrePulled::SCHEMA,
    }
}

structure! {
    /// The first message on a connection: who the node is, what it has, and everything that runs on it.
    Hello {
        /// The newest and the oldest form of these messages that the node understands.
        newest_version: Option<i32> => schema::INTEGER,
        oldest_version: Option<i32> => schema::INTEGER,
        program_version: Option<String> => schema::TEXT,
        /// The instance it has been before.
        container_instance_arn: Option<String> => schema::TEXT,
        cluster: Option<String> => schema::TEXT,
        /// What RegisterContainerInstance takes: resources, attributes, devices, tags.
        registration: Option<ecs::RegisterContainerInstanceRequest> => ecs::schemas::REGISTER_CONTAINER_INSTANCE_REQUEST,
        runtime: Option<String> => schema::TEXT,
        runtime_version: Option<String> => schema::TEXT,
        /// The highest generation of assignments it has taken.
        generation: Option<i64> => schema::LONG,
        /// Changes with every boot of the machine.
        boot_id: Option<String> => schema::TEXT,
        /// Every task it knows, those that ended included, until control has accepted their end.
        tasks: Option<Vec<TaskReport>> => TASK_REPORT_LIST,
        /// Other nodes may have layers of its images, and it wants to have theirs.
        image_sharing: Option<ImageSharing> => *ImageSharing::SCHEMA,
    }
}

structure! {
    /// Where a node gives layers of its images to other nodes.
    ImageSharing {
        /// An address of it and a port.
        address: Option<String> => schema::TEXT,
        /// The digest of the certificate that it shows there.
        certificate: Option<String> => schema::TEXT,
        /// What passes for it are made with.
        key: Option<Blob> => schema::BLOB,
    }
}

structure! {
    /// What changed on the node. Numbered; the highest number that control has written down is accepted.
    Report {
        number: Option<i64> => schema::LONG,
        tasks: Option<Vec<TaskReport>> => TASK_REPORT_LIST,
    }
}

structure! {
    /// The whole of what a node sees of one task.
    TaskReport {
        task_arn: Option<String> => schema::TEXT,
        /// Grows with every change of this task that the node sees; an older report is passed over.
        revision: Option<i64> => schema::LONG,
        /// PENDING, ACTIVATING, RUNNING, DEACTIVATING, STOPPING, DEPROVISIONING or STOPPED.
        status: Option<String> => schema::TEXT,
        /// Why the node ended it, or could not start it. The usual end has none.
        reason: Option<String> => schema::TEXT,
        /// It waits for room on the machine, and for how much of what.
        waiting: Option<String> => schema::TEXT,
        pull_started_at: Option<Timestamp> => schema::TIMESTAMP,
        pull_stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        started_at: Option<Timestamp> => schema::TIMESTAMP,
        execution_stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        stopped_at: Option<Timestamp> => schema::TIMESTAMP,
        /// It was RUNNING at some time.
        has_run: Option<bool> => schema::BOOLEAN,
        /// An essential container ended by itself.
        essential_exited: Option<bool> => schema::BOOLEAN,
        containers: Option<Vec<ContainerReport>> => CONTAINER_REPORT_LIST,
    }
}

structure! {
    ContainerReport {
        name: Option<String> => schema::TEXT,
        /// PENDING, RUNNING or STOPPED.
        status: Option<String> => schema::TEXT,
        runtime_id: Option<String> => schema::TEXT,
        exit_code: Option<i32> => schema::INTEGER,
        reason: Option<String> => schema::TEXT,
        image_digest: Option<String> => schema::TEXT,
        /// HEALTHY, UNHEALTHY or UNKNOWN; none without a health check.
        health: Option<String> => schema::TEXT,
        network_bindings: Option<Vec<ecs::NetworkBinding>> => ecs::schemas::NETWORK_BINDINGS,
        restart_count: Option<i32> => schema::INTEGER,
        started_at: Option<Timestamp> => schema::TIMESTAMP,
        finished_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

structure! {
    /// The node has taken assignments up to this generation and will not forget them.
    Accepted { generation: Option<i64> => schema::LONG }
}

structure! {
    /// A task asks for its protection, or to change it.
    ProtectionQuestion {
        number: Option<i64> => schema::LONG,
        task_arn: Option<String> => schema::TEXT,
        /// None: how it is.
        enabled: Option<bool> => schema::BOOLEAN,
        expires_in_minutes: Option<i32> => schema::INTEGER,
    }
}

structure! {
    /// A task's image is about to be pulled: is it in control's own registry?
    RegistryQuestion {
        number: Option<i64> => schema::LONG,
        /// Or that of a task definition, of whose tasks none needs it yet.
        task_arn: Option<String> => schema::TEXT,
        image: Option<String> => schema::TEXT,
    }
}

structure! {
    /// What came of an image that was to be pulled before a task needs it. Told once.
    PrePulled {
        image: Option<String> => schema::TEXT,
        /// It came; it was not here before.
        pulled: Option<bool> => schema::BOOLEAN,
        /// Why it is not here. It is not tried again.
        error: Option<String> => schema::TEXT,
    }
}

structure! {
    Heartbeat { number: Option<i64> => schema::LONG }
}

structure! {
    /// Part of the answer to a question, in order.
    Answer {
        question: Option<i64> => schema::LONG,
        /// Of the kind that the question says: log lines as JSON, one a line.
        part: Option<String> => schema::TEXT,
        error: Option<String> => schema::TEXT,
        last: Option<bool> => schema::BOOLEAN,
    }
}

structure! {
    /// On a connection of its own instead of hello, or on the node's.
    Leaving {
        reason: Option<String> => schema::TEXT,
        /// Does not wait for tasks to stop: they are written off.
        force: Option<bool> => schema::BOOLEAN,
    }
}

structure! {
    /// A machine wants to become a node. The answer is `certificate`, or `refused`.
    Join {
        token: Option<String> => schema::TEXT,
        cluster: Option<String> => schema::TEXT,
        /// An uncompressed point of P-256: the half of the machine's key that leaves it.
        public_key: Option<Blob> => schema::BLOB,
        /// For people, in lists of nodes.
        machine_name: Option<String> => schema::TEXT,
    }
}

structure! {
    Renew { public_key: Option<Blob> => schema::BLOB }
}

// ---- from control -----------------------------------------------------------------------------------

structure! {
    /// What control says. One member is set.
    ToNode {
        welcome: Option<Welcome> => *Welcome::SCHEMA,
        assignments: Option<Assignments> => *Assignments::SCHEMA,
        accepted: Option<ReportAccepted> => *ReportAccepted::SCHEMA,
        heartbeat: Option<Heartbeat> => *Heartbeat::SCHEMA,
        question: Option<Question> => *Question::SCHEMA,
        /// Control will not talk to this node, and why.
        refused: Option<Refused> => *Refused::SCHEMA,
        /// The answer to `join` and `renew`.
        certificate: Option<Certificate> => *Certificate::SCHEMA,
        /// Temporary credentials of tasks' roles, new or renewed. They come before the assignment that names
        /// them, and again before they expire.
        credentials: Option<Credentials> => *Credentials::SCHEMA,
        protection: Option<ProtectionAnswer> => *ProtectionAnswer::SCHEMA,
        registry: Option<RegistryAnswer> => *RegistryAnswer::SCHEMA,
        pre_pull: Option<PrePulls> => *PrePulls::SCHEMA,
    }
}

structure! {
    /// How to pull the image from control's registry; nothing where it is somebody else's.
    RegistryAnswer {
        number: Option<i64> => schema::LONG,
        /// Where the registry is: a URL. Its host is control's, as the node knows it, where it says `*`.
        endpoint: Option<String> => schema::TEXT,
        user: Option<String> => schema::TEXT,
        password: Option<String> => schema::TEXT,
        /// What the endpoint shows itself with, as PEM: the node trusts that certificate there, and no other.
        certificate: Option<String> => schema::TEXT,
        /// Why the task may not pull it.
        refused: Option<String> => schema::TEXT,
        /// Other nodes that have it, whatever registry it is of.
        peers: Option<Vec<ImagePeer>> => IMAGE_PEER_LIST,
    }
}

structure! {
    /// A node that gives layers of an image to whoever shows the pass.
    ImagePeer {
        address: Option<String> => schema::TEXT,
        certificate: Option<String> => schema::TEXT,
        pass: Option<String> => schema::TEXT,
    }
}

structure! {
    /// Images to have before a task needs them, when there is nothing else to pull.
    PrePulls { images: Option<Vec<PrePull>> => PRE_PULL_LIST }
}

structure! {
    PrePull {
        /// As the task definition names it.
        image: Option<String> => schema::TEXT,
        /// Where it is settled which one that is.
        digest: Option<String> => schema::TEXT,
        task_definition_arn: Option<String> => schema::TEXT,
    }
}

structure! {
    /// What the task is answered: an HTTP status and a body.
    ProtectionAnswer {
        number: Option<i64> => schema::LONG,
        status: Option<i32> => schema::INTEGER,
        body: Option<String> => schema::TEXT,
    }
}

structure! {
    /// The answer to hello. The full set of assignments follows.
    Welcome {
        version: Option<i32> => schema::INTEGER,
        container_instance_arn: Option<String> => schema::TEXT,
        cluster: Option<String> => schema::TEXT,
        cluster_arn: Option<String> => schema::TEXT,
        region: Option<String> => schema::TEXT,
        account: Option<String> => schema::TEXT,
        availability_zone: Option<String> => schema::TEXT,
        /// A side that hears nothing for three of these takes the connection for dead.
        heartbeat_seconds: Option<i32> => schema::INTEGER,
    }
}

structure! {
    /// What shall run on the node. Generations only grow; an older one is passed over.
    Assignments {
        generation: Option<i64> => schema::LONG,
        /// The whole set: a task that is not in it is not assigned any more.
        full: Option<bool> => schema::BOOLEAN,
        /// New and changed ones.
        tasks: Option<Vec<Assignment>> => ASSIGNMENT_LIST,
        /// Tasks whose end control has written down, or that it does not know: the node stops what is left of
        /// them and forgets them.
        forget: Option<Vec<String>> => TEXTS,
        /// The set goes on in the next message, which has the same generation.
        follows: Option<bool> => schema::BOOLEAN,
    }
}

structure! {
    /// One task that a node shall run, or stop. Overrides are merged into the definition already.
    Assignment {
        task_arn: Option<String> => schema::TEXT,
        cluster_arn: Option<String> => schema::TEXT,
        /// RUNNING or STOPPED.
        desired_status: Option<String> => schema::TEXT,
        /// What many tasks have in common, where they are of one definition and nothing is overridden.
        definition: Option<Arc<ecs::TaskDefinition>> => ecs::schemas::TASK_DEFINITION,
        /// EC2, FARGATE, EXTERNAL or MANAGED_INSTANCES.
        launch_type: Option<String> => schema::TEXT,
        group: Option<String> => schema::TEXT,
        service_name: Option<String> => schema::TEXT,
        availability_zone: Option<String> => schema::TEXT,
        vpc_id: Option<String> => schema::TEXT,
        enable_execute_command: Option<bool> => schema::BOOLEAN,
        /// With network mode awsvpc.
        network: Option<NetworkInterface> => *NetworkInterface::SCHEMA,
        /// Container name to container ARN.
        container_arns: Option<Vec<NamedText>> => NAMED_TEXTS,
        /// Container name to the digest that its image has been resolved to.
        image_digests: Option<Vec<NamedText>> => NAMED_TEXTS,
        tags: Option<Vec<ecs::Tag>> => ecs::schemas::TAGS,
        /// Random, unguessable, kept for the task's life: the path of its role's credentials.
        credentials_id: Option<String> => schema::TEXT,
        execution_credentials_id: Option<String> => schema::TEXT,
    }
}

structure! {
    NamedText {
        name: Option<String> => schema::TEXT,
        value: Option<String> => schema::TEXT,
    }
}

structure! {
    /// The address of a task in its subnet.
    NetworkInterface {
        attachment_id: Option<String> => schema::TEXT,
        network_interface_id: Option<String> => schema::TEXT,
        subnet_id: Option<String> => schema::TEXT,
        address: Option<String> => schema::TEXT,
        /// `172.31.0.0/20`.
        subnet_range: Option<String> => schema::TEXT,
        gateway: Option<String> => schema::TEXT,
        mac_address: Option<String> => schema::TEXT,
        private_dns_name: Option<String> => schema::TEXT,
        security_groups: Option<Vec<String>> => TEXTS,
        dns_servers: Option<Vec<String>> => TEXTS,
        dns_search: Option<Vec<String>> => TEXTS,
    }
}

structure! {
    /// Control has written the reports up to this number down.
    ReportAccepted { number: Option<i64> => schema::LONG }
}

structure! {
    /// Something control wants to know now; the answer comes in parts. One member beside `number` is set: what
    /// is asked, or what becomes of a question that was asked before.
    Question {
        number: Option<i64> => schema::LONG,
        logs: Option<LogsQuestion> => *LogsQuestion::SCHEMA,
        /// What each task that runs here uses of the machine: JSON, one task a line.
        usage: Option<bool> => schema::BOOLEAN,
        /// The asker is gone: no more answers to this number.
        cancel: Option<bool> => schema::BOOLEAN,
        /// So many more parts may be sent than were allowed before. [`crate::limits::ANSWER_PARTS_HELD_MAX`] are
        /// allowed from the beginning; a node waits where it has sent as many as it may.
        more: Option<i32> => schema::INTEGER,
    }
}

structure! {
    LogsQuestion {
        task_arn: Option<String> => schema::TEXT,
        /// All of the task's where there is none.
        container: Option<String> => schema::TEXT,
        /// At most so many of the last lines.
        tail: Option<i32> => schema::INTEGER,
        since: Option<Timestamp> => schema::TIMESTAMP,
        follow: Option<bool> => schema::BOOLEAN,
        /// It is known to have run: if nothing is kept of it, it has printed nothing.
        has_run: Option<bool> => schema::BOOLEAN,
    }
}

structure! {
    Refused {
        /// `InactiveInstance`, `Version`, `Denied` or `Other`.
        code: Option<String> => schema::TEXT,
        message: Option<String> => schema::TEXT,
    }
}

structure! {
    /// For a node to show itself with. PEM.
    Certificate {
        certificate: Option<String> => schema::TEXT,
        /// Who signs the certificates of this installation.
        authority: Option<String> => schema::TEXT,
        expires_at: Option<Timestamp> => schema::TIMESTAMP,
        /// When the node should ask for the next one.
        renew_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}

structure! {
    Credentials { roles: Option<Vec<RoleCredentials>> => ROLE_CREDENTIALS_LIST }
}

structure! {
    /// What stands behind `credentials_id` or `execution_credentials_id` of an assignment.
    RoleCredentials {
        credentials_id: Option<String> => schema::TEXT,
        task_arn: Option<String> => schema::TEXT,
        role_arn: Option<String> => schema::TEXT,
        access_key_id: Option<String> => schema::TEXT,
        secret_access_key: Option<String> => schema::TEXT,
        session_token: Option<String> => schema::TEXT,
        expires_at: Option<Timestamp> => schema::TIMESTAMP,
    }
}
