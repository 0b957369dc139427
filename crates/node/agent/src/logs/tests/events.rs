//! Events for log groups.

use super::*;

#[derive(Default)]
struct Groups {
    events: Mutex<Vec<LogEvent>>,
    calls: AtomicU64,
    /// The first so many calls fail.
    failures: u64,
}

impl LogSink for Groups {
    fn open<'a>(&'a self, stream: &'a LogStream) -> SinkAnswer<'a> {
        Box::pin(async move {
            match stream.group.as_str() {
                "missing" => Err(SinkError::Refused("The specified log group does not exist.".to_owned())),
                _ => Ok(()),
            }
        })
    }
    fn put<'a>(&'a self, stream: &'a LogStream, events: &'a [LogEvent]) -> SinkAnswer<'a> {
        Box::pin(async move {
            assert_eq!(stream.stream, "web/app/t1");
            if self.calls.fetch_add(1, Ordering::Relaxed) < self.failures {
                return Err(SinkError::Unavailable("throttled".to_owned()));
            }
            self.events.lock().unwrap().extend_from_slice(events);
            Ok(())
        })
    }
}

const EVENTS: [(&str, &str); 2] = [("awslogs-group", "g"), ("awslogs-stream-prefix", "web")];

#[tokio::test(start_paused = true)]
async fn events_arrive_whole_and_once_whatever_fails() {
    let folder = Folder::new();
    let groups = Arc::new(Groups { failures: 5, ..Groups::default() });
    let sink: Arc<dyn LogSink> = Arc::<Groups>::clone(&groups);
    let given = options(&[EVENTS[0], EVENTS[1], ("awslogs-multiline-pattern", "^line \\d*0$")]);
    let target = LogTarget::open("awslogs", &given, &facts(), &sink).await.unwrap();
    let outcome = finished(&mut pump(&folder.0, target, &lines(2000), 333, true)).await;
    assert_eq!((outcome.undelivered_lines, outcome.error), (0, None));
    let events: Vec<String> =
        groups.events.lock().unwrap().iter().map(|event| event.message.clone()).collect();
    assert_eq!(events.len(), 200);
    assert_eq!(events.join("\n"), numbered(0..2000).join("\n"));
    let missing = options(&[("awslogs-group", "missing")]);
    let refused = LogTarget::open("awslogs", &missing, &facts(), &sink).await.err().unwrap();
    assert_eq!(
        refused.to_string(),
        "failed to initialize logging driver: The specified log group does not exist."
    );
}

#[tokio::test(start_paused = true)]
async fn an_event_that_may_go_on_is_sent_when_its_time_is_up() {
    let folder = Folder::new();
    let groups = Arc::new(Groups::default());
    let sink: Arc<dyn LogSink> = Arc::<Groups>::clone(&groups);
    let given = options(&[EVENTS[0], EVENTS[1], ("awslogs-multiline-pattern", "^A")]);
    let target = LogTarget::open("awslogs", &given, &facts(), &sink).await.unwrap();
    let started = tokio::time::Instant::now();
    let pump = pump(&folder.0, target, b"A\n b\n", 99, false);
    eventually(|| !groups.events.lock().unwrap().is_empty()).await;
    assert!(started.elapsed() >= Duration::from_secs(5));
    assert_eq!(groups.events.lock().unwrap()[0].message, "A\n b");
    assert_eq!(pump.stop().await.lines, 2);
}
