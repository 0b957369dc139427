//! Signed requests of the JSON protocol of ECS, as bytes ready to send.
//!
//! Must not know: who answers them.

use std::net::SocketAddr;

use anyhow::Result;
use http::Request;
use longshore_wire::sigv4::{PayloadHash, Signer};
use serde_json::{Value, json};

use crate::clock;

pub(crate) const REGION: &str = "us-east-1";
pub(crate) const ACCOUNT: &str = "000000000000";

/// A service that speaks JSON.
pub(crate) struct Service {
    target: &'static str,
    signing_name: &'static str,
}

pub(crate) const ECS: Service = Service { target: "AmazonEC2ContainerServiceV20141113", signing_name: "ecs" };
pub(crate) const ECR: Service =
    Service { target: "AmazonEC2ContainerRegistry_V20150921", signing_name: "ecr" };

/// An operation and its input.
pub(crate) struct Call {
    pub(crate) operation: &'static str,
    pub(crate) input: Value,
}

impl Call {
    pub(crate) fn new(operation: &'static str, input: Value) -> Self {
        Self { operation, input }
    }

    pub(crate) fn unsigned(&self, address: SocketAddr) -> Result<Request<Vec<u8>>> {
        self.unsigned_for(&ECS, address)
    }

    fn unsigned_for(&self, service: &Service, address: SocketAddr) -> Result<Request<Vec<u8>>> {
        let request = Request::post(format!("http://{address}/"))
            .header("host", address.to_string())
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("{}.{}", service.target, self.operation));
        Ok(request.body(self.input.to_string().into_bytes())?)
    }

    /// Signed now, which holds for minutes.
    pub(crate) fn signed(&self, signer: &Signer, address: SocketAddr) -> Result<Vec<u8>> {
        let mut request = self.unsigned(address)?;
        signer.sign(&mut request, PayloadHash::Implied, clock::now().secs())?;
        Ok(bytes_of(&request))
    }

    /// The same for a service that is not ECS.
    pub(crate) fn signed_for(
        &self,
        service: &Service,
        signer: &Signer,
        address: SocketAddr,
    ) -> Result<Vec<u8>> {
        let mut request = self.unsigned_for(service, address)?;
        let payload = PayloadHash::Implied;
        signer.of_service(service.signing_name).sign(&mut request, payload, clock::now().secs())?;
        Ok(bytes_of(&request))
    }
}

/// An operation of EC2 without parameters.
pub(crate) fn ec2(signer: &Signer, address: SocketAddr, operation: &str) -> Result<Vec<u8>> {
    let request = Request::post(format!("http://{address}/"))
        .header("host", address.to_string())
        .header("content-type", "application/x-www-form-urlencoded");
    let mut request = request.body(format!("Action={operation}&Version=2016-11-15").into_bytes())?;
    signer.sign(&mut request, PayloadHash::Implied, clock::now().secs())?;
    Ok(bytes_of(&request))
}

fn bytes_of(request: &Request<Vec<u8>>) -> Vec<u8> {
    let mut bytes = b"POST / HTTP/1.1\r\n".to_vec();
    for (name, value) in request.headers() {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(format!("content-length: {}\r\n\r\n", request.body().len()).into_bytes());
    bytes.extend(request.body());
    bytes
}

/// A task definition of a usual size, some 1 KB.
pub(crate) fn task_definition(family: &str) -> Value {
    task_definition_with(family, 6)
}

/// A task definition with so many environment variables, 64 bytes each.
pub(crate) fn task_definition_with(family: &str, variables: usize) -> Value {
    let variable = |number| json!({ "name": format!("VARIABLE_{number:03}"), "value": "value ".repeat(4) });
    json!({
        "family": family,
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
        "containerDefinitions": [{
            "name": "web",
            "image": "registry.example.com/shop/web:2024-06-01",
            "essential": true,
            "portMappings": [{ "containerPort": 8080, "protocol": "tcp" }],
            "environment": (0..variables).map(variable).collect::<Vec<_>>(),
            "command": ["serve", "--port", "8080"],
            "healthCheck": {
                "command": ["CMD-SHELL", "wget -q -O- http://localhost:8080/health || exit 1"],
                "interval": 10, "timeout": 5, "retries": 3,
            },
            "stopTimeout": 30,
        }],
    })
}
