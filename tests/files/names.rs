//! Files whose names are no text, on the command line.

#![cfg(any(target_os = "linux", windows))]

use nutgraf::persist::store;

use crate::support::odd_names::{folder, nutgraf, odd};

#[test]
fn the_command_line_writes_reads_and_names_them() {
    let Some((_above, folder)) = folder() else { return };
    let project = folder.join(odd(".ron"));
    let output = nutgraf(&[&"new", &project, &"--template", &"blank", &"--title", &"Odd"]);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(store::load(&project).unwrap().project.article().title, "Odd");
    let output = nutgraf(&[&"check", &project]);
    assert!(output.status.success(), "{output:?}");
    let article = folder.join(odd(".md"));
    let output = nutgraf(&[&"export", &project, &"-o", &article]);
    assert!(output.status.success(), "{output:?}");
    assert!(article.is_file());
    // Its second time it is refused, with a name that can be read.
    let output = nutgraf(&[&"new", &project, &"--template", &"blank", &"--title", &"Odd"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("caf\u{fffd}"), "{message}");
}
