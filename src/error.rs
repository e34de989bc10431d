//! [`Error`]: what went wrong, in which file, on which line, and what to do.

use std::fmt;

/// Everything in the library that can fail: files, lexicons, models, graphs. Text never fails.
#[derive(Debug)]
pub struct Error {
    what: String,
    file: Option<String>,
    line: Option<usize>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says what was wrong, what was expected, and what to do.
    pub fn new(what: impl Into<String>) -> Error {
        Error {
            what: what.into(),
            file: None,
            line: None,
            source: None,
        }
    }

    /// The same error, told of a file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Error {
        self.file.get_or_insert(file.into());
        self
    }

    /// The same error, told of a line (from 1).
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Error {
        self.line.get_or_insert(line);
        self
    }

    /// The same error, with what caused it.
    #[must_use]
    pub fn caused_by(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Error {
        self.source = Some(Box::new(source));
        self
    }
}

impl Error {
    /// The file that it tells of.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// What is wrong, without the place.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// The line that it tells of, from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

/// What an export says, when it refuses a network, is inside an [`std::io::Error`]; it comes out again.
impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Error {
        match error.downcast::<Error>() {
            Ok(error) => error,
            Err(error) => Error::new(error.to_string()).caused_by(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.what)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
