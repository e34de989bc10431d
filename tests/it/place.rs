//! The program, run in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that lives as long as the test.
pub struct Place(PathBuf);

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// An empty folder named after the test.
    pub fn new(name: &str) -> Place {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the build folder is writable");
        Place(path)
    }

    /// The path of a file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    /// Copies the sample articles, other inputs, relations and network to `examples`, as they lie in the repository.
    pub fn with_articles(self) -> Place {
        for (name, text) in files_of("examples/articles") {
            self.write(&format!("examples/articles/{name}"), text);
        }
        for (name, text) in files_of("examples/inputs") {
            self.write(&format!("examples/inputs/{name}"), text);
        }
        self.write("examples/relations.toml", include_str!("../../examples/relations.toml"));
        self.write("examples/week.json", include_str!("../../examples/week.json"));
        self
    }

    /// The names of its files, folders left out, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder is there").flatten();
        let mut names: Vec<_> = entries
            .filter(|e| e.path().is_file())
            .filter_map(|e| e.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    }

    /// Runs the program in the folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_on("", args)
    }

    /// Runs the program with something on its standard input.
    pub fn run_on(&self, input: impl AsRef<[u8]>, args: &[&str]) -> Ran {
        run(
            Command::new(env!("CARGO_BIN_EXE_newsgraph"))
                .args(args)
                .current_dir(&self.0),
            input.as_ref(),
        )
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Ran {
    /// The same, when it ended with this code.
    #[track_caller]
    pub fn code(self, code: i32) -> Ran {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// The same, when its talk holds these words.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Ran {
        for word in words {
            assert!(self.err.contains(word), "expected \"{word}\" in:\n{}", self.err);
        }
        self
    }
}

/// Runs any command with bytes on its standard input.
pub fn run(command: &mut Command, input: &[u8]) -> Ran {
    let command = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    // A program that does not read its input closes it; that is no failure.
    let feed = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().expect("a child can be waited for");
    feed.join().expect("writing does not panic");
    Ran {
        code: done.status.code().expect("not killed"),
        out: String::from_utf8(done.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(done.stderr).expect("stderr is UTF-8"),
    }
}

/// The sample articles that are plain texts: file name and text, sorted.
pub fn articles() -> Vec<(String, String)> {
    let mut all = files_of("examples/articles");
    all.retain(|(name, _)| name.ends_with(".txt"));
    assert_eq!(all.len(), 8);
    all
}

/// The files of a folder of this repository: name and content, sorted.
fn files_of(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let name = entry.file_name().into_string().expect("plain names");
        all.push((name, fs::read_to_string(entry.path()).expect("a readable text")));
    }
    all.sort();
    all
}

/// Is this program there? On the build machine it must be (`NEWSGRAPH_NEEDS_ALL`, set by `.ci/run`).
pub fn have(program: &str, args: &[&str]) -> bool {
    let found = Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success());
    assert!(
        found || std::env::var_os("NEWSGRAPH_NEEDS_ALL").is_none(),
        "{program} {args:?} does not run"
    );
    found
}
