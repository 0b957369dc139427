//! What taking an image in costs at least: its bytes received, digested, written to files and brought to disk, by one
//! thread that does nothing else.
//!
//! Must not know: HTTP, or any registry.

use std::fs::File;
use std::hint::black_box;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;

use anyhow::{Result, bail};
use ring::digest::{Context, SHA256};
use serde_json::{Value, json};

use super::client::Image;
use crate::clock;
use crate::figures::{figure, median};

const BUFFER_BYTES: usize = 256 * 1024;

#[derive(Default)]
pub(super) struct Floor {
    seconds: Vec<f64>,
    processor_s: Vec<f64>,
    digest_s: Vec<f64>,
}

impl Floor {
    pub(super) fn measure(&mut self, directory: &Path, image: &Image) -> Result<()> {
        let lengths: Vec<usize> = image.blobs().map(<[u8]>::len).collect();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let mut sender = TcpStream::connect(listener.local_addr()?)?;
        let (mut receiver, _) = listener.accept()?;
        let began = clock::instant();
        let processor = std::thread::scope(|scope| -> Result<f64> {
            let taking = scope.spawn(|| take_in(&mut receiver, directory, &lengths));
            for blob in image.blobs() {
                sender.write_all(blob)?;
            }
            match taking.join() {
                Ok(processor) => processor,
                Err(_) => bail!("the thread that takes an image in failed"),
            }
        })?;
        self.seconds.push(began.elapsed().as_secs_f64());
        self.processor_s.push(processor);
        let before = clock::thread_time();
        for blob in image.blobs() {
            black_box(ring::digest::digest(&SHA256, blob));
        }
        self.digest_s.push((clock::thread_time() - before).as_secs_f64());
        Ok(())
    }

    pub(super) fn processor_s(&self) -> f64 {
        median(self.processor_s.clone())
    }

    pub(super) fn figures(&self) -> Value {
        let of = |values: &Vec<f64>| figure(median(values.clone()));
        json!({
            "push_s": of(&self.seconds),
            "push_processor_s": of(&self.processor_s),
            "of_it_digest_s": of(&self.digest_s),
        })
    }
}

/// Answers with the processor's time that it took.
fn take_in(from: &mut TcpStream, directory: &Path, lengths: &[usize]) -> Result<f64> {
    let before = clock::thread_time();
    let mut buffer = vec![0; BUFFER_BYTES];
    for (number, length) in lengths.iter().enumerate() {
        let mut file = File::create(directory.join(format!("floor-{number}")))?;
        let (mut context, mut left) = (Context::new(&SHA256), *length);
        while left > 0 {
            let room = left.min(BUFFER_BYTES);
            let Some(space) = buffer.get_mut(..room) else { break };
            from.read_exact(space)?;
            context.update(space);
            file.write_all(space)?;
            left -= room;
        }
        file.sync_data()?;
        black_box(context.finish());
    }
    Ok((clock::thread_time() - before).as_secs_f64())
}
