"""A registry, as a client that speaks its protocol sees it."""

import base64
import hashlib
import http.client
import json
import ssl
import urllib.parse

MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def digest_of(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


class Plane:
    """Pushes and pulls by hand, logged in with GetAuthorizationToken's password."""

    def __init__(self, connection, ecr):
        self.host = urllib.parse.urlsplit(connection["endpoint"]).netloc
        self.ca_bundle = connection.get("caBundle")
        data, = ecr.get_authorization_token()["authorizationData"]
        self.token = data["authorizationToken"]

    @property
    def password(self):
        return base64.b64decode(self.token).decode().partition(":")[2]

    def connection(self):
        if self.ca_bundle is None:
            return http.client.HTTPConnection(self.host, timeout=30)
        trusting = ssl.create_default_context(cafile=self.ca_bundle)
        return http.client.HTTPSConnection(self.host, timeout=30, context=trusting)

    def ask(self, method, path, body=b"", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = self.connection()
        try:
            connection.request(method, path, body, {"Authorization": f"Basic {self.token}"} | headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def push_blob(self, repository, data):
        digest = digest_of(data)
        status, _, body = self.ask("POST", f"/v2/{repository}/blobs/uploads/?digest={digest}", data)
        assert status == 201, body
        return {"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest, "size": len(data)}

    def put_manifest(self, repository, reference, manifest):
        body = json.dumps(manifest).encode()
        status, headers, answer = self.ask(
            "PUT", f"/v2/{repository}/manifests/{reference}", body, Content_Type=manifest["mediaType"])
        return status, headers, answer, digest_of(body)

    def manifest(self, repository, layer=b"layer"):
        """A manifest whose blobs are pushed."""
        config = self.push_blob(repository, b"{}") | {"mediaType": "application/vnd.oci.image.config.v1+json"}
        return {"schemaVersion": 2, "mediaType": MANIFEST, "config": config,
                "layers": [self.push_blob(repository, layer)]}

    def push(self, repository, tag, layer=b"layer"):
        status, _, answer, digest = self.put_manifest(repository, tag, self.manifest(repository, layer))
        assert status == 201, answer
        return digest
