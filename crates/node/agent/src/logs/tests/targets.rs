//! Configurations, and targets over the network: dead, dying, hanging.

use super::*;

#[tokio::test]
async fn wrong_configurations_keep_a_container_from_starting() {
    for (driver, given, text) in [
        ("json-file", vec![("foo", "1")], "unknown log opt 'foo' for json-file log driver"),
        ("json-file", vec![("max-file", "0")], "max-file cannot be less than 1"),
        (
            "json-file",
            vec![("max-size", "x")],
            "invalid value 'x' for log opt 'max-size' of the json-file log driver",
        ),
        ("gelf", vec![], "gelf-address is a required parameter"),
        (
            "gelf",
            vec![("gelf-address", "tcp://h"), ("gelf-compression-type", "gzip")],
            "compression is only supported on UDP",
        ),
        ("syslog", vec![("syslog-format", "x")], "Invalid syslog format"),
        ("awslogs", vec![], "must specify a value for log opt 'awslogs-group'"),
        ("fluentd", vec![("tag", "{{.Nope}}")], "log tag template '{{.Nope}}': no field '.Nope'"),
        ("nope", vec![], "logger: no log driver named 'nope' is registered"),
    ] {
        let refused = LogTarget::open(driver, &options(&given), &facts(), &no_groups()).await.err().unwrap();
        assert_eq!(refused.to_string(), format!("failed to initialize logging driver: {text}"));
    }
    let splunk = LogTarget::open("splunk", &options(&[]), &facts(), &no_groups()).await.err().unwrap();
    assert!(splunk.to_string().contains("'splunk' is not built"), "{splunk}");
}

pub(super) async fn tcp_lines(listener: &TcpListener, count: usize) -> Vec<String> {
    let (stream, _) = listener.accept().await.unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut all = Vec::new();
    while all.len() < count
        && let Ok(Some(line)) = lines.next_line().await
    {
        all.push(line);
    }
    all
}

pub(super) fn bodies(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| line.split_once("]: ").unwrap().1.to_owned()).collect()
}

#[tokio::test]
async fn syslog_over_tcp_waits_for_a_target_that_is_dead_at_the_start() {
    let folder = Folder::new();
    // Held, and not listened on yet.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    let target = target("syslog", &[("syslog-address", &format!("tcp://{address}")), ("tag", "web")]).await;
    let mut pump = pump(&folder.0, target, &lines(500), 64, true);
    eventually(|| folder.0.join("t1/app").is_dir()).await;
    let copied = async {
        while kept(&folder.0, LogsAsked::default()).await.len() < 500 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(20), copied).await.expect("the copy does not wait");
    let listener = socket.listen(8).unwrap();
    let got = tcp_lines(&listener, 500).await;
    assert_eq!(bodies(&got), numbered(0..500));
    assert!(got[0].starts_with("<30>Sep 13 12:26:40 web["), "{}", got[0]);
    let outcome = finished(&mut pump).await;
    assert_eq!((outcome.undelivered_lines, outcome.error), (0, None));
}

#[tokio::test]
async fn a_target_that_dies_in_the_middle_gets_the_rest_later() {
    let folder = Folder::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("tcp://{}", listener.local_addr().unwrap());
    let log = ContainerLog::open(&folder.0, "t1", "app").unwrap();
    let (sender, receiver) = tokio::sync::mpsc::channel(8);
    let target = target("syslog", &[("syslog-address", &address)]).await;
    let mut pump = log.pump(Box::new(Live(receiver)), target).unwrap();
    let chunk = |number: u64| OutputChunk {
        stream: Stream::Stdout,
        at_nanos: 1,
        bytes: format!("line {number}\n").into(),
        next: OutputPosition { segment: 0, offset: number + 1 },
        dropped_bytes: 0,
    };
    sender.send(chunk(0)).await.unwrap();
    assert_eq!(bodies(&tcp_lines(&listener, 1).await), numbered(0..1), "and its connection is closed");
    for number in 1..50 {
        sender.send(chunk(number)).await.unwrap();
    }
    drop(sender);
    assert_eq!(bodies(&tcp_lines(&listener, 49).await), numbered(1..50));
    assert_eq!(finished(&mut pump).await.undelivered_lines, 0);
}

#[tokio::test]
async fn a_hanging_target_holds_a_blocking_container_and_no_other() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("tcp://{}", listener.local_addr().unwrap());
    let text = vec![b'x'; 64 * 1024 * 1024 / 8]
        .chunks(1000)
        .flat_map(|one| [one, b"\n"].concat())
        .collect::<Vec<u8>>();
    let total = text.len() as u64;
    let (waiting, free) = (Folder::new(), Folder::new());
    let blocked = {
        let log = ContainerLog::open(&waiting.0, "t1", "app").unwrap();
        let source = printed(&text, 64 * 1024, OutputPosition::default(), true);
        let target = target("syslog", &[("syslog-address", &address)]).await;
        log.pump(Box::new(source), target).unwrap()
    };
    let ring = target(
        "syslog",
        &[("syslog-address", &address), ("mode", "non-blocking"), ("max-buffer-size", "100k")],
    )
    .await;
    let flowing = pump(&free.0, ring, &text, 64 * 1024, false);
    // Nobody reads from either connection.
    let read_all = |folder: &Path| folder_bytes(folder) > total;
    eventually(|| read_all(&free.0)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!read_all(&waiting.0), "a blocking container waits for its target");
    let outcome = flowing.stop().await;
    assert!(outcome.dropped_lines > 1000, "{outcome:?}");
    assert_eq!(blocked.stop().await.dropped_lines, 0);
}

fn folder_bytes(folder: &Path) -> u64 {
    // None before the first line.
    let Ok(files) = std::fs::read_dir(folder.join("t1/app")) else { return 0 };
    files.map(|file| file.unwrap().metadata().map_or(0, |metadata| metadata.len())).sum()
}

#[tokio::test(start_paused = true)]
async fn what_a_dead_target_never_takes_is_told_after_the_end() {
    let folder = Folder::new();
    let target = target("syslog", &[("syslog-address", "tcp://127.0.0.1:1")]).await;
    let outcome = finished(&mut pump(&folder.0, target, &lines(7), 20, true)).await;
    assert_eq!((outcome.undelivered_lines, outcome.ended), (7, true));
    assert!(outcome.error.unwrap().contains("refused"));
    assert_eq!(kept(&folder.0, LogsAsked::default()).await, numbered(0..7));
    let log = ContainerLog::open(&folder.0, "t1", "app").unwrap();
    assert_eq!(log.position().offset, lines(7).len() as u64, "and is not tried again by the next start");
}

#[tokio::test]
async fn syslog_in_datagrams() {
    let folder = Folder::new();
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = format!("udp://{}", socket.local_addr().unwrap());
    let path = folder.0.join("log.sock");
    let unix = UnixDatagram::bind(&path).unwrap();
    let local = format!("unixgram://{}", path.display());
    let form = ("syslog-format", "rfc5424micro");
    finished(&mut pump(
        &folder.0,
        target("syslog", &[("syslog-address", &address), form]).await,
        b"over udp\n",
        9,
        true,
    ))
    .await;
    let mut buffer = [0; 2048];
    let length = socket.recv(&mut buffer).await.unwrap();
    let got = String::from_utf8_lossy(&buffer[..length]).into_owned();
    assert!(got.starts_with("<30>1 2020-09-13T12:26:40.000000Z box 0123456789ab "), "{got}");
    assert!(got.ends_with(" 0123456789ab - over udp"), "{got}");
    remove(&folder.0, "t1").unwrap();
    finished(&mut pump(
        &folder.0,
        target("syslog", &[("syslog-address", &local)]).await,
        b"locally\n",
        9,
        true,
    ))
    .await;
    let length = unix.recv(&mut buffer).await.unwrap();
    assert!(String::from_utf8_lossy(&buffer[..length]).ends_with("]: locally"));
}

#[tokio::test]
async fn fluentd_over_a_socket_with_and_without_confirmation() {
    let folder = Folder::new();
    let path = folder.0.join("fluent.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let address = format!("unix://{}", path.display());
    let plain = [("fluentd-address", address.as_str()), ("tag", "t")];
    let mut first = pump(&folder.0, target("fluentd", &plain).await, b"hello\n", 6, true);
    let (mut stream, _) = listener.accept().await.unwrap();
    finished(&mut first).await;
    drop(first);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let start = [
        &b"\x93\xa1t\xce"[..],
        &1_600_000_000_u32.to_be_bytes(),
        b"\x84\xaccontainer_id\xb00123456789abcdef",
    ]
    .concat();
    assert!(bytes.starts_with(&start), "{bytes:?}");
    assert!(bytes.ends_with(b"\xa6source\xa6stdout\xa3log\xa5hello"));

    let confirmed = [plain[0], plain[1], ("fluentd-request-ack", "true"), ("fluentd-retry-wait", "10ms")];
    let text = b"hello\nworld\n";
    let mut second = pump(&folder.0, target("fluentd", &confirmed).await, text, 20, true);
    let mut seen = Vec::new();
    // The first connection breaks off without a confirmation: the line comes again.
    for (connection, answers) in [(0, 0), (1, 1)] {
        let (mut stream, _) = listener.accept().await.unwrap();
        for _ in 0..=answers {
            let mut buffer = vec![0; 4096];
            let length = stream.read(&mut buffer).await.unwrap();
            if length == 0 {
                break;
            }
            seen.push(buffer[..length].to_vec());
            let name = buffer[length - 24..length].to_vec();
            if connection == 1 {
                stream.write_all(&[&b"\x81\xa3ack\xb8"[..], &name].concat()).await.unwrap();
            }
        }
    }
    finished(&mut second).await;
    let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert_eq!(seen.len(), 2);
    assert!(has(&seen[0], b"world") && has(&seen[1], b"world"));
}

#[tokio::test]
async fn gelf_in_chunks_and_over_tcp() {
    let folder = Folder::new();
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = format!("udp://{}", socket.local_addr().unwrap());
    let mut random = fastrand::Rng::with_seed(7);
    let noise: String = (0..6000).map(|_| random.alphanumeric()).collect();
    let given = [("gelf-address", address.as_str()), ("gelf-compression-type", "zlib")];
    finished(&mut pump(
        &folder.0,
        target("gelf", &given).await,
        format!("{noise}\n\n").as_bytes(),
        9_999,
        true,
    ))
    .await;
    let (mut parts, mut buffer) = (BTreeMap::new(), [0; 2048]);
    while parts.is_empty() || parts.len() < usize::from(buffer[11]) {
        let length = socket.recv(&mut buffer).await.unwrap();
        assert_eq!(buffer[..2], [0x1e, 0x0f]);
        parts.insert(buffer[10], buffer[12..length].to_vec());
    }
    let packed: Vec<u8> = parts.into_values().flatten().collect();
    let document: serde_json::Value =
        serde_json::from_reader(flate2::read::ZlibDecoder::new(&packed[..])).unwrap();
    assert_eq!(
        (document["short_message"].as_str(), document["_tag"].as_str()),
        (Some(noise.as_str()), Some("0123456789ab"))
    );

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("tcp://{}", listener.local_addr().unwrap());
    remove(&folder.0, "t1").unwrap();
    let mut pump = pump(&folder.0, target("gelf", &[("gelf-address", &address)]).await, b"a\n\nb\n", 5, true);
    let (mut stream, _) = listener.accept().await.unwrap();
    finished(&mut pump).await;
    drop(pump);
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.unwrap();
    let messages: Vec<serde_json::Value> = bytes
        .split(|byte| *byte == 0)
        .filter(|one| !one.is_empty())
        .map(|one| serde_json::from_slice(one).unwrap())
        .collect();
    let texts: Vec<&str> = messages.iter().map(|one| one["short_message"].as_str().unwrap()).collect();
    assert_eq!(texts, ["a", "b"], "an empty line is no message");
}

#[tokio::test]
async fn journald_gets_fields() {
    let folder = Folder::new();
    let path = folder.0.join("journal.sock");
    let socket = UnixDatagram::bind(&path).unwrap();
    let (given, facts) = (options(&[("tag", "web")]), facts());
    let options = Options::new("journald", &given, &journald::known_options()).unwrap();
    let target = LogTarget {
        sink: Box::new(Journald::at(&path, &options, &facts).unwrap()),
        ..target("none", &[]).await
    };
    let long = [vec![b'x'; line::LINE_BYTES_MAX], b"y\n".to_vec()].concat();
    let mut pump = pump(&folder.0, target, &[b"hello\n".to_vec(), long].concat(), 30_000, true);
    let mut got = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    for _ in 0..3 {
        let length = timeout(Duration::from_secs(10), socket.recv(&mut buffer)).await.unwrap().unwrap();
        got.push(String::from_utf8_lossy(&buffer[..length]).into_owned());
    }
    finished(&mut pump).await;
    assert_eq!(
        got[0],
        "CONTAINER_ID=0123456789ab\nCONTAINER_ID_FULL=0123456789abcdef\nCONTAINER_NAME=ecs-web-1-app\n\
         CONTAINER_TAG=web\nIMAGE_NAME=\nSYSLOG_IDENTIFIER=web\nPRIORITY=6\nMESSAGE=hello\n"
    );
    assert!(
        got[1].contains("CONTAINER_PARTIAL_MESSAGE=true\n")
            && got[1].contains("CONTAINER_PARTIAL_ORDINAL=1\n")
    );
    assert!(got[2].contains("CONTAINER_PARTIAL_LAST=true\n") && got[2].ends_with("MESSAGE=y\n"));
    assert!(Journald::at(Path::new("/nonexistent"), &options, &facts).is_err());
}

#[tokio::test]
async fn syslog_over_tls_trusts_whom_it_is_told_to() {
    use rustls::pki_types::PrivatePkcs8KeyDer;

    let folder = Folder::new();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let authority = folder.0.join("ca.pem");
    std::fs::write(&authority, made.cert.pem()).unwrap();
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()).into();
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("tcp+tls://localhost:{}", listener.local_addr().unwrap().port());
    let serving = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        let mut text = vec![0; 200];
        let length = stream.read(&mut text).await.unwrap();
        String::from_utf8_lossy(&text[..length]).into_owned()
    });
    let authority = authority.display().to_string();
    let given = [
        ("syslog-address", address.as_str()),
        ("syslog-tls-ca-cert", &authority),
        ("syslog-format", "rfc5424"),
    ];
    finished(&mut pump(&folder.0, target("syslog", &given).await, b"safely\n", 9, true)).await;
    let got = timeout(Duration::from_secs(10), serving).await.unwrap().unwrap();
    let (length, message) = got.split_once(' ').unwrap();
    assert_eq!(length.parse::<usize>().unwrap(), message.len(), "counted, as RFC 5425 has it");
    assert!(message.ends_with("- safely"), "{message}");
}

#[tokio::test]
async fn a_slow_target_gets_everything() {
    let folder = Folder::new();
    let path = folder.0.join("slow.sock");
    let listener = UnixListener::bind(&path).unwrap();
    let address = format!("unix://{}", path.display());
    let count = 60_000;
    let mut pump =
        pump(&folder.0, target("syslog", &[("syslog-address", &address)]).await, &lines(count), 8192, true);
    let (mut stream, _) = listener.accept().await.unwrap();
    let (mut all, mut part) = (Vec::new(), vec![0; 32 * 1024]);
    while all.iter().filter(|byte| **byte == b'\n').count() < count {
        tokio::time::sleep(Duration::from_millis(1)).await;
        let length = stream.read(&mut part).await.unwrap();
        assert!(length > 0);
        all.extend_from_slice(&part[..length]);
    }
    let got: Vec<String> = String::from_utf8(all).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(bodies(&got), numbered(0..count));
    assert_eq!(finished(&mut pump).await.undelivered_lines, 0);
}
