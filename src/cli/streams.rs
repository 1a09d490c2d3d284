//! The standard streams as commands may use them: a reader that goes away changes no verdict, and a message that nobody can get is no failure.
//! Must not know what is written.

use std::io::{self, Write};

/// The standard output. When its reader goes away, what is left is dropped; any other failure is told.
pub(super) struct Output<'a> {
    out: &'a mut dyn Write,
    is_closed: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(out: &'a mut dyn Write) -> Self {
        Self { out, is_closed: false }
    }

    /// What a write or a flush gave, with a closed pipe told by `None`.
    fn unless_closed<T>(&mut self, done: io::Result<T>) -> io::Result<Option<T>> {
        match done {
            Ok(done) => Ok(Some(done)),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_closed {
            return Ok(bytes.len());
        }
        let written = self.out.write(bytes);
        Ok(self.unless_closed(written)?.unwrap_or(bytes.len()))
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.unless_closed(flushed).map(|_told| ())
    }
}

/// The standard error: where a message cannot be written there is nobody to tell.
pub(super) struct Messages<'a>(pub(super) &'a mut dyn Write);

impl Write for Messages<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let _ignored = self.0.write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let _ignored = self.0.flush();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::{Messages, Output};

    /// Takes some bytes, then fails in a way.
    struct Failing {
        room: usize,
        with: io::ErrorKind,
    }

    impl Write for Failing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let taken = bytes.len().min(self.room);
            self.room -= taken;
            if taken == 0 { Err(self.with.into()) } else { Ok(taken) }
        }

        fn flush(&mut self) -> io::Result<()> {
            if self.room == 0 { Err(self.with.into()) } else { Ok(()) }
        }
    }

    #[test]
    fn a_closed_pipe_takes_everything_and_a_full_disk_is_told() {
        for (with, outcome) in
            [(io::ErrorKind::BrokenPipe, Ok(())), (io::ErrorKind::StorageFull, Err(io::ErrorKind::StorageFull))]
        {
            let mut failing = Failing { room: 3, with };
            let mut output = Output::new(&mut failing);
            let done = output.write_all(b"verdict").and_then(|()| output.flush());
            assert_eq!(done.map_err(|error| error.kind()), outcome);
        }
    }

    #[test]
    fn a_message_that_nobody_gets_is_no_failure() {
        let mut failing = Failing { room: 0, with: io::ErrorKind::StorageFull };
        let mut messages = Messages(&mut failing);
        assert!(messages.write_all(b"sentence").and_then(|()| messages.flush()).is_ok());
    }
}
