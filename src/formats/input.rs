//! What a reader of a format is given: a file's name, its bytes or text, and what lies beside it.
//! Must not know where files are.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::OpenError;
use super::packed;
use super::source::decoded;

/// A file that a format is read from, with what lies beside it.
pub trait Source {
    /// The file, as the user would write it.
    fn name(&self) -> &str;

    /// What is in it.
    ///
    /// # Errors
    /// [`OpenError`] when it cannot be read.
    fn bytes(&mut self) -> Result<&[u8], OpenError>;

    /// The same as text, without a byte-order mark and NULs that pad the end.
    ///
    /// # Errors
    /// The same, and when it is no text in UTF-8.
    fn text(&mut self) -> Result<&str, OpenError>;

    /// What is in the file beside it that has the same name with another ending; none where there is no such file.
    ///
    /// # Errors
    /// [`OpenError`] when there is one and it cannot be read.
    fn sibling(&mut self, ending: &str) -> Result<Option<Cow<'static, [u8]>>, OpenError>;

    /// The encoding that its texts are said to be in, for formats that do not say it themselves; none for UTF-8.
    fn encoding(&self) -> Option<&str> {
        None
    }
}

/// A file's text, shared by who reads it and who looks for places in it.
pub(super) type Text = Arc<Cow<'static, str>>;

/// Reads the file beside another that has the same name with another ending; none where there is none.
pub(super) type Beside<'a> = &'a dyn Fn(&str) -> Result<Option<Cow<'static, [u8]>>, OpenError>;

/// A file whose bytes have been read.
pub(super) struct Input<'a, 'b> {
    path: String,
    content: Content<'a>,
    beside: Beside<'b>,
    encoding: Option<String>,
}

enum Content<'a> {
    Bytes(Cow<'a, [u8]>),
    /// With how many NULs stood behind it.
    Text(Cow<'a, str>, usize),
}

impl<'a, 'b> Input<'a, 'b> {
    pub(super) fn new(path: String, bytes: Cow<'a, [u8]>, beside: Beside<'b>) -> Self {
        Self { path, content: Content::Bytes(bytes), beside, encoding: None }
    }

    /// The same with the encoding that somebody says its texts are in.
    pub(super) fn in_encoding(self, encoding: Option<String>) -> Self {
        Self { encoding, ..self }
    }

    /// The same with what is packed in it instead, where it is packed.
    pub(super) fn unpacked(mut self) -> Result<Self, OpenError> {
        if let Some(bytes) = packed::unpacked(&self.path, self.read())? {
            self.content = Content::Bytes(Cow::Owned(bytes));
        }
        Ok(self)
    }

    /// What is in it as far as it was read: the text that it was taken for, or else its bytes.
    pub(super) fn read(&self) -> &[u8] {
        match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::Text(text, _) => text.as_bytes(),
        }
    }

    /// The text that it was taken for, if it was.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text, _) => Some(text),
            Content::Bytes(_) => None,
        }
    }

    /// The same, and how many NULs stood behind it.
    pub(super) fn into_text(self) -> Option<(Cow<'a, str>, usize)> {
        match self.content {
            Content::Text(text, zeros) => Some((text, zeros)),
            Content::Bytes(_) => None,
        }
    }
}

impl Source for Input<'_, '_> {
    fn name(&self) -> &str {
        &self.path
    }

    fn bytes(&mut self) -> Result<&[u8], OpenError> {
        Ok(self.read())
    }

    fn text(&mut self) -> Result<&str, OpenError> {
        if let Content::Bytes(bytes) = &mut self.content {
            let (text, zeros) = decoded(Path::new(&self.path), std::mem::take(bytes))?;
            self.content = Content::Text(text, zeros);
        }
        Ok(self.as_text().unwrap_or_default())
    }

    fn sibling(&mut self, ending: &str) -> Result<Option<Cow<'static, [u8]>>, OpenError> {
        (self.beside)(ending)
    }

    fn encoding(&self) -> Option<&str> {
        self.encoding.as_deref()
    }
}
