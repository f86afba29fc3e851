//! Sentences.

use super::{super::*, check_all, marked};

fn check(cases: &[&str]) {
    let found = |text: &str| marked(text, &Vec::from_iter(Structure::parse(text).sentences.iter()));
    check_all(cases, found);
}

#[test]
fn a_sentence_ends_at_its_mark() {
    check(&[
        "⟦Four staff looked.⟧ ⟦Nobody saw.⟧",
        "⟦Why?⟧ ⟦Because!⟧ ⟦Done.⟧",
        "⟦Really?!⟧ ⟦Yes.⟧",
        "⟦No mark at the end⟧",
        "⟦One line\nand the next.⟧ ⟦Another.⟧",
        "⟦One.⟧\n⟦Two.⟧",
        "⟦One.⟧\r\n⟦Two.⟧",
        "⟦Er kam.⟧ ⟦Über Nacht ging er.⟧",
        "⟦彼は来た。⟧⟦彼は見た。⟧",
        "⟦So-called “dual use”.⟧ ⟦It is here.⟧",
        "⟦They call it \"dual use\".⟧ ⟦It is here.⟧",
        "⟦It cost £5.⟧ ⟦£6 was more.⟧",
        "⟦In 2019 it fell.⟧ ⟦2020 was worse.⟧",
    ]);
}

#[test]
fn abbreviations_initials_and_decimals_do_not_end_one() {
    check(&[
        "⟦Dr. Smith met Mr. Jones and Prof. Lee.⟧ ⟦They left.⟧",
        "⟦J. K. Rowling and George W. Bush met.⟧ ⟦A. A. Milne did not.⟧",
        "⟦It rose 3.5 per cent.⟧ ⟦Then 1.2 million left.⟧",
        "⟦The U.S. Senate voted.⟧ ⟦He lives in the U.S.⟧ ⟦The end.⟧",
        "⟦See Fig. 3 and p. 12 of vol. II here.⟧",
        "⟦He said no.⟧ ⟦They left.⟧",
        "⟦Apples, pears, etc. were sold.⟧",
        "⟦Smith et al. (2020) found it.⟧",
        "⟦Smith et al. found it.⟧",
        "⟦At 5 p.m. Monday it began.⟧",
        "⟦It began at 5 p.m.⟧ ⟦The hall was full.⟧",
        "⟦On Jan. 5 it began.⟧",
        "⟦Acme Inc. Chairman Bob left.⟧",
        "⟦e.g. this, i.e. that.⟧",
        "⟦Roe v. Wade was decided.⟧",
        "⟦So do I.⟧ ⟦Nobody knew.⟧",
        "⟦Visit example.com today.⟧",
        "⟦We met at St. Paul’s.⟧",
        "# ⟦1. Introduction⟧",
    ]);
}

#[test]
fn ellipses_quotation_marks_and_brackets_stay_with_their_sentence() {
    check(&[
        "⟦“I came.”⟧ ⟦He left.⟧",
        "⟦\"I came.\"⟧ ⟦\"I saw.\"⟧",
        "⟦“Why?” he asked.⟧ ⟦Nobody knew.⟧",
        "⟦“Why?” Smith asked.⟧ ⟦Nobody knew.⟧",
        "⟦“Why?”⟧ ⟦The room was silent.⟧",
        "⟦(He left.)⟧ ⟦Then came she.⟧",
        "⟦He left (at 5 p.m.).⟧ ⟦Then came she.⟧",
        "⟦Well … maybe.⟧",
        "⟦Well… maybe.⟧",
        "⟦“the staff … The budget”⟧",
        "⟦One thing. . . . Another.⟧",
        "⟦“One thing […] Another thing.”⟧",
        "⟦He left...⟧ ⟦Then came she.⟧",
        "⟦He won (!) Gold.⟧",
        "⟦*He left.*⟧ ⟦**Then** came she.⟧",
        "⟦[He left.](http://x.org)⟧ ⟦[Then](http://y.org) came she.⟧",
        "⟦He ran `a. B` now.⟧",
        "⟦One.⟧<br>⟦Two.⟧",
    ]);
}

#[test]
fn citations_and_notes_behind_the_full_stop_belong_to_the_sentence_before() {
    check(&[
        "⟦He left. [@a]⟧ ⟦Then came she.⟧",
        "⟦He left.[@a]⟧ ⟦Then came she.⟧",
        "⟦He left [@a].⟧ ⟦Then came she.⟧",
        "⟦“He left.” [@a; @b]⟧ ⟦Then came she.⟧",
        "⟦He left.[^1]⟧ ⟦Then came she.⟧\n\n[^1]: ⟦A note.⟧\n",
        "⟦He left.⟧ ⟦@smith says so.⟧",
        "⟦He left. [@a, p. 3. See also there.]⟧ ⟦Then.⟧",
        "[@a]",
    ]);
}

#[test]
fn a_sentence_never_crosses_a_block() {
    check(&[
        "# ⟦A heading⟧\n\n⟦Text⟧\n\n⟦More⟧",
        "⟦Setext⟧\n===\n\n⟦Text.⟧",
        "- ⟦One⟧\n- ⟦Two⟧\n  - ⟦Three⟧",
        "1. ⟦One.⟧ ⟦Two.⟧\n2. ⟦Three⟧",
        "| ⟦a⟧ | ⟦b⟧ |\n|---|---|\n| ⟦One.⟧ ⟦Two⟧ | — |",
        "⟦Text⟧\n\n> ⟦Quoted⟧\n> \n> ⟦More⟧\n\n```\nCode. Not read.\n```",
        "> ⟦One\n> line.⟧ ⟦Two\n> lines.⟧",
        "---\ntitle: One. Two.\n---\n⟦Text.⟧",
        "* * *",
    ]);
}

#[test]
fn hard_cases_of_explainers_are_cut_where_a_reader_would() {
    check(&[
        "⟦The E.U. and the U.K. agreed.⟧ ⟦Nobody else did.⟧",
        "⟦He works for the U.N. Security Council.⟧",
        "⟦Gov. Lee and Sen. A. B. Ray voted.⟧ ⟦Both won.⟧",
        "⟦It grew by approx. 3.5 % to 1.2 bn.⟧ ⟦Sales fell.⟧",
        "⟦The No. 1 seed lost.⟧ ⟦No. 2 won.⟧",
        "⟦Pp. 12–14 are lost.⟧ ⟦See p. 15.⟧",
        "⟦Version 2.0.1 is out.⟧ ⟦It is free.⟧",
        "⟦He was born c. 1450.⟧ ⟦He died in 1501.⟧",
        "⟦It opens at 9 a.m. and shuts at 5 p.m.⟧ ⟦On Mondays it is shut.⟧",
        "⟦On Sept. 3, 2019, it began.⟧",
        "⟦Washington, D.C., is hot.⟧ ⟦Boston is not.⟧",
        "⟦“It is over …” he said.⟧ ⟦Nobody spoke.⟧",
        "⟦“It is over,” he said.⟧ ⟦“Go home.”⟧ ⟦They went.⟧",
        "⟦“It is over!” she cried.⟧ ⟦They went.⟧",
        "⟦Yahoo! was bought.⟧ ⟦It was cheap.⟧",
        "⟦He said: “Go.⟧ ⟦Now.”⟧ ⟦They went.⟧",
        "⟦It cost $5.⟧ ⟦That was cheap.⟧",
        "⟦It fell 5%.⟧ ⟦That is a lot.⟧",
        "⟦It was 1999.⟧ ⟦The mill closed.⟧",
        "⟦It was made by Acme Ltd.⟧ ⟦The firm is gone.⟧",
        "⟦Mr. and Mrs. Hale left.⟧ ⟦Ms. Orr stayed.⟧",
        "⟦Martin Luther King Jr. spoke.⟧ ⟦He was heard.⟧",
        "⟦The case Hart v. Lowe is old.⟧ ⟦It is cited still.⟧",
        "⟦See Art. 5 para. 2 and Sec. 3.⟧ ⟦They differ.⟧",
        "⟦It weighs 3 lb.⟧ ⟦That is light.⟧",
        "⟦He came first (see Fig. 2).⟧ ⟦She came last.⟧",
        "⟦“Stop.”⟧ ⟦“Why?”⟧ ⟦“Because.”⟧",
        "⟦It is 5 ft. 10 in. high.⟧ ⟦She is small.⟧",
        "- ⟦First point.⟧ ⟦It is long.⟧\n- ⟦Second point⟧\n",
        "## ⟦Who pays?⟧ ⟦Nobody knows⟧\n\n⟦Text.⟧",
        "| ⟦Year⟧ | ⟦Sum⟧ |\n|---|---|\n| ⟦1998⟧ | ⟦$1.2 bn⟧ |",
        "⟦The prof. left early.⟧ ⟦St. Ives is far.⟧",
        "⟦He moved to Mt. Airy, N.C.⟧ ⟦The town is small.⟧",
        "⟦J.R.R. Tolkien wrote it.⟧ ⟦C.S. Lewis read it.⟧",
        "⟦Lt. Gen. Hale and Maj. Gen. Roe met.⟧",
        "⟦About 5 km. of road is left.⟧",
        "⟦Wait… what?⟧ ⟦Yes.⟧",
        "⟦The temperature was -3.5 °C.⟧ ⟦It froze.⟧",
    ]);
}
