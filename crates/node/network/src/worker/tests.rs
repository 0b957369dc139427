//! What is carried out next.

use super::*;

fn attach(id: &str) -> Command {
    let request = AttachRequest { id: id.to_owned(), kind: AttachKind::Isolated };
    Command::Attach(Box::new(request), None, oneshot::channel().0)
}

fn detach(id: &str) -> Command {
    Command::Detach(id.to_owned(), None, oneshot::channel().0)
}

fn settle() -> Command {
    Command::Settle(oneshot::channel().0)
}

fn order(line: Vec<Command>) -> String {
    let mut line = Line::from(line);
    let mut words = Vec::new();
    while let Some(command) = next(&mut line) {
        words.push(match command {
            Command::Attach(request, ..) => format!("+{}", request.id),
            Command::Detach(id, ..) => format!("-{id}"),
            _ => "settle".to_owned(),
        });
    }
    words.join(" ")
}

#[test]
fn what_ends_goes_before_what_begins_but_not_before_its_own_beginning() {
    for (line, expected) in [
        (vec![attach("a"), attach("b"), detach("x"), detach("y")], "-x -y +a +b"),
        (vec![attach("a"), attach("b"), detach("a"), detach("x")], "-x +a -a +b"),
        (vec![attach("a"), settle(), detach("x")], "+a settle -x"),
        (vec![detach("a"), attach("a"), detach("a")], "-a +a -a"),
    ] {
        assert_eq!(order(line), expected);
    }
}
