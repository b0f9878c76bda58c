//! Files in and out a piece at a time: however large one is, little of it is in memory.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;
use tokio::io::{AsyncRead as _, AsyncWriteExt as _, ReadBuf};

use crate::{
    error::{Code, Error, Result},
    tenancy::Fetched,
};

/// What is read at once, in bytes.
const PIECE: usize = 256 << 10;

/// A waiting file as the body of an answer.
pub(crate) struct FileBody {
    file: tokio::fs::File,
    left: u64,
    buffer: Vec<u8>,
    /// Removes the file when the last piece was sent, or nobody listens any more.
    _fetched: Fetched,
}

impl FileBody {
    /// The whole of a file.
    pub(crate) fn of(fetched: Fetched) -> Result<Self> {
        Ok(Self {
            file: tokio::fs::File::from_std(fetched.file.try_clone()?),
            left: fetched.size_bytes,
            buffer: vec![0; PIECE],
            _fetched: fetched,
        })
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let Self {
            file, left, buffer, ..
        } = &mut *self;
        let mut piece = ReadBuf::new(buffer);
        ready!(Pin::new(file).poll_read(context, &mut piece))?;
        let read = piece.filled();
        if read.is_empty() {
            return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
        }
        *left = left.saturating_sub(read.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(Bytes::copy_from_slice(read)))))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// Writes a body to a file as it comes, `most` bytes of it and no more. `told` hears of the bytes that are here.
pub(crate) async fn receive(
    mut body: Body,
    file: std::fs::File,
    most: u64,
    told: impl Fn(u64),
) -> Result<()> {
    let mut file = tokio::fs::File::from_std(file);
    let mut received = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| {
            Error::new(Code::BadRequest, "The file ended before its time. Send it again.").caused_by(error)
        })?;
        let Ok(piece) = frame.into_data() else { continue };
        received += piece.len() as u64;
        if received > most {
            return Err(Error::new(
                Code::TooLarge,
                "The file is larger than this address takes. Nothing was taken in.",
            ));
        }
        file.write_all(&piece).await?;
        told(received);
    }
    file.flush().await?;
    Ok(())
}
