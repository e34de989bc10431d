//! What is left when the disk is full, nobody reads, or somebody interrupts: the old file or the new one, and a true exit code.

use crate::place::{Place, Ran, run};
use std::fs;
use std::io::Write;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_newsgraph");
const BACKS: &str = "France backs Ukraine. Serbia criticized Ukraine.\n";

fn shell(place: &Place, line: &str) -> Ran {
    let mut command = Command::new("sh");
    command
        .args(["-c", line])
        .env("P", PROGRAM)
        .current_dir(place.path("."));
    run(&mut command, b"")
}

fn leftovers(place: &Place) -> Vec<String> {
    let mut files = place.files();
    files.retain(|name| name.ends_with(".tmp"));
    files
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let place = Place::new("full").with_articles();
    for output in ["net.json", "net.html", "net.ngdb", "net.svg"] {
        if output == "net.ngdb" && cfg!(not(feature = "store")) {
            continue;
        }
        place.write(output, "old");
        // No file may grow beyond 4 kB, and writing on is an error, as on a full disk.
        let line = format!("trap '' XFSZ; ulimit -f 8; \"$P\" build examples/articles -q -o {output}");
        shell(&place, &line).code(4).says(&[output, "cannot write"]);
        assert_eq!(place.read(output), "old");
    }
    // Of tables all are old.
    place.write("net-edges.csv", "old");
    place.write("net-names.csv", "old");
    let line = "trap '' XFSZ; ulimit -f 400; \"$P\" build examples/articles -q -o net.csv";
    shell(&place, line).code(4);
    assert_eq!(
        (place.read("net-edges.csv"), place.read("net-names.csv")),
        ("old".into(), "old".into())
    );
    assert_eq!(leftovers(&place), [""; 0]);
}

#[test]
fn a_device_stays_a_device() {
    let place = Place::new("device");
    place.write("good.txt", BACKS);
    if !Path::new("/dev/full").exists() {
        return;
    }
    for line in [
        "\"$P\" build good.txt -q -o /dev/full -f json",
        "\"$P\" build good.txt -q -f json > /dev/full",
        "\"$P\" good.txt -q > /dev/full",
        "\"$P\" extract good.txt > /dev/full",
        "\"$P\" parse good.txt > /dev/full",
        "\"$P\" --version > /dev/full",
        "\"$P\" man > /dev/full",
    ] {
        shell(&place, line).code(4).says(&["cannot write"]);
    }
    shell(&place, "\"$P\" build good.txt -o /dev/null -f json 2> /dev/full").code(0);
    for device in ["/dev/full", "/dev/null"] {
        assert!(
            fs::metadata(device).expect("there").file_type().is_char_device(),
            "{device}"
        );
    }
    shell(
        &place,
        "mkfifo pipe && { \"$P\" build good.txt -q -o pipe -f json & cat pipe > net.json; wait; }",
    )
    .code(0);
    assert!(place.read("net.json").contains("country:fr"));
}

#[test]
fn a_link_and_its_rights_stay() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("link");
    place.write("good.txt", BACKS);
    place.write("real.json", "old");
    fs::set_permissions(place.path("real.json"), fs::Permissions::from_mode(0o640)).expect("rights");
    symlink("real.json", place.path("link.json")).expect("a link");
    place.run(&["build", "good.txt", "-q", "-o", "link.json"]).code(0);
    assert!(place.read("real.json").contains("country:fr"));
    assert!(
        fs::symlink_metadata(place.path("link.json"))
            .expect("there")
            .is_symlink()
    );
    let mode = fs::metadata(place.path("real.json"))
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn nobody_reads() {
    let place = Place::new("closed").with_articles();
    for line in [
        "{ \"$P\" extract examples/articles -q; echo $? > code; } | head -c 10",
        "{ \"$P\" build examples/articles -q -f json; echo $? > code; } | head -c 10",
        "{ \"$P\" examples/articles -q; echo $? > code; } | true",
        "{ \"$P\" completions bash; echo $? > code; } | true",
        // Talk that nobody hears is no reason to fail.
        "{ \"$P\" build examples/articles -o net.json 2>&1; echo $? > code; } | true",
        "\"$P\" build examples/articles -o net.json 2>&-; echo $? > code",
    ] {
        shell(&place, line).code(0).says(&[]);
        assert_eq!(place.read("code"), "0\n", "{line}");
    }
}

/// Does the program mind Ctrl-C already?
#[cfg(target_os = "linux")]
fn minds(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    caught.is_some_and(|mask| u64::from_str_radix(mask.trim(), 16).is_ok_and(|mask| mask & 2 != 0))
}

#[cfg(target_os = "linux")]
fn interrupt(child: &mut Child, signal: &str) -> Option<i32> {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.is_ok_and(|s| s.success()) || child.try_wait().is_ok_and(|s| s.is_some()));
    child.wait().expect("it ends").code()
}

#[cfg(target_os = "linux")]
#[test]
fn ctrl_c_ends_it_with_nothing_half_written() {
    let place = Place::new("interrupt");
    let start = |args: &[&str]| {
        let mut command = Command::new(PROGRAM);
        command.args(args).current_dir(place.path("."));
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command.spawn().expect("the program starts");
        while !minds(&child) {
            std::thread::sleep(Duration::from_millis(1));
        }
        child
    };
    place.write("net.json", "old");
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        // It waits for its input.
        let mut child = start(&["build", "-", "-q", "-o", "net.json"]);
        assert_eq!(interrupt(&mut child, signal), Some(code));
        assert_eq!(place.read("net.json"), "old");
    }
    // In the middle of writing, at some moments.
    let line = "{\"text\":\"France backs Ukraine. Serbia criticized Ukraine.\"}\n";
    place.write("all.jsonl", line.repeat(3000));
    place.run(&["build", "all.jsonl", "-q", "-o", "net.json"]).code(0);
    let new = place.read("net.json");
    for moment in [0, 300, 1500, 4000] {
        place.write("net.json", "old");
        let mut child = start(&["merge", "all.jsonl", "-q", "-o", "net.json"]);
        while leftovers(&place).is_empty() && child.try_wait().expect("a state").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(moment));
        let code = interrupt(&mut child, "-INT");
        assert!(matches!(code, Some(130 | 0)), "{code:?}");
        let left = place.read("net.json");
        assert!(left == "old" || left == new, "half written");
        assert!(code == Some(130) || left == new);
        assert_eq!(leftovers(&place), [""; 0]);
    }
}

#[test]
fn a_stranger_under_our_name_is_not_written_through() {
    let place = Place::new("stranger");
    place.write("good.txt", BACKS);
    place.write("precious", "precious");
    // Whatever number the program gets, a link to another file lies where its unfinished file goes.
    let mut child = Command::new("sh")
        .args([
            "-c",
            "ln -s precious net.json.$$.tmp && exec \"$P\" build - -q -o net.json",
        ])
        .env("P", PROGRAM)
        .current_dir(place.path("."))
        .stdin(Stdio::piped())
        .spawn()
        .expect("a shell");
    child
        .stdin
        .take()
        .expect("piped")
        .write_all(BACKS.as_bytes())
        .expect("it reads");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(place.read("precious"), "precious");
    assert!(place.read("net.json").contains("country:fr"));
}
