//! From the phrases of a template to text with numbers in it.

use super::draft::{Aspect, FigureSpan, Source, Span};
use super::error::BulletinError;
use super::make::Maker;
use super::phrase::{Phrase, Piece, Word};
use super::template::{Number, Rounds, Sentence};
use super::wording;
use crate::catalogue::{FigureKind, Form};
use crate::figure::{Figure, Group};
use crate::{round_held, round_industries, rounds_reported};
use domain::facts::{Kept, Round};

/// What belongs to the number before it, so that a footnote's mark stands behind it.
const UNITS: [&str; 9] =
    ["%", " %", "个百分点", " percentage points", "亿元", " hundred million yuan", "项次", "项", "个"];

/// How a bracket ends, how another begins, and what stands between the two when they are one.
const BRACKETS: [(&str, &str, &str); 2] = [("）", "（", "；"), (")", " (", "; ")];

/// How sentences of the catalogue begin in English, and how they go on behind a comma, a semicolon, a colon.
const BEGINNINGS: [(&str, &str); 5] =
    [("In ", "in "), ("Of ", "of "), ("No ", "no "), ("First ", "first "), ("Investment ", "investment ")];

/// Text in the making.
#[derive(Default)]
pub(super) struct Text {
    spans: Vec<Span>,
    /// The mark of a footnote that waits for the unit of its number.
    mark: Option<usize>,
}

impl Text {
    pub(super) fn words(&mut self, words: &str) {
        let mut rest = words;
        if self.mark.is_some() {
            let unit = UNITS.iter().find(|unit| words.starts_with(**unit));
            let (before, after) = words.split_at(unit.map_or_else(|| self.english(words), |unit| unit.len()));
            self.append(before);
            // A blank alone is not yet what is counted.
            if before != " " {
                self.settle();
            }
            rest = after;
        }
        rest = self.in_one_bracket(rest);
        rest = self.going_on(rest);
        self.append(rest);
    }

    /// How much of some words stands between a number and its mark where words are parted by blanks: all up to the first stop or
    /// bracket, for a mark right behind digits reads as one of them.
    fn english(&self, words: &str) -> usize {
        let is_parted = matches!(self.spans.last(), Some(Span::Text(text)) if text == " ");
        if !is_parted && !words.starts_with(' ') {
            return 0;
        }
        match words.find([',', ';', ':', '.', '(']) {
            Some(end) => words[..end].trim_end().len(),
            None if words == " " => 1,
            None => words.trim_end().len(),
        }
    }

    /// What goes on with a sentence begins small.
    fn going_on<'w>(&mut self, words: &'w str) -> &'w str {
        let goes_on = |text: &String| [", ", "; ", ": "].iter().any(|open| text.ends_with(open));
        let goes_on = matches!(self.spans.last(), Some(Span::Text(text)) if goes_on(text));
        for (capital, small) in BEGINNINGS.into_iter().filter(|_| goes_on) {
            if let Some(rest) = words.strip_prefix(capital) {
                self.append(small);
                return rest;
            }
        }
        words
    }

    /// A bracket right behind another goes on in it: 「（其中2项未填；详见附件1）」.
    fn in_one_bracket<'w>(&mut self, words: &'w str) -> &'w str {
        for (close, open, between) in BRACKETS {
            if let (Some(Span::Text(text)), Some(rest)) = (self.spans.last_mut(), words.strip_prefix(open))
                && text.ends_with(close)
            {
                text.truncate(text.len() - close.len());
                text.push_str(between);
                return rest;
            }
        }
        words
    }

    /// The unit of the number before it, whatever it is.
    pub(super) fn unit(&mut self, unit: &str) {
        self.append(unit);
        self.settle();
    }

    fn append(&mut self, words: &str) {
        match self.spans.last_mut() {
            _ if words.is_empty() => {}
            Some(Span::Text(text)) => text.push_str(words),
            _ => self.spans.push(Span::Text(words.to_owned())),
        }
    }

    /// A footnote of the number before it, unless that has one.
    pub(super) fn marked(&mut self, mark: Option<usize>) {
        self.mark = self.mark.or(mark);
    }

    fn settle(&mut self) {
        if let Some(mark) = self.mark.take() {
            self.spans.push(Span::Note(mark));
        }
    }

    /// A number with its name, which gets a number of its own where it stands twice in the paragraph.
    pub(super) fn figure(&mut self, slot: String, printed: String, source: Source, mark: Option<usize>) {
        self.settle();
        let is_taken = |slot: &str| {
            self.spans.iter().any(|span| matches!(span, Span::Figure(figure) if figure.slot == slot))
        };
        let own = (2..).map(|number| format!("{slot}.{number}")).find(|slot| !is_taken(slot));
        let slot = if is_taken(&slot) { own.unwrap_or_default() } else { slot };
        self.spans.push(Span::Figure(FigureSpan { slot, source, printed }));
        self.mark = mark;
    }

    pub(super) fn done(mut self) -> Vec<Span> {
        self.settle();
        self.spans
    }
}

impl Maker<'_> {
    /// A line of plain text.
    pub(super) fn line(&mut self, phrase: &Phrase) -> Result<String, BulletinError> {
        let mut text = Text::default();
        self.phrase(phrase, "", &mut text)?;
        let plain = |span: &Span| match span {
            Span::Text(text) => text.clone(),
            Span::Figure(figure) => figure.printed.clone(),
            Span::Note(_) => String::new(),
        };
        Ok(text.done().iter().map(plain).collect())
    }

    /// The sentences of a paragraph that have something to say.
    pub(super) fn sentences(&mut self, all: &[Sentence], slot: &str) -> Result<Vec<Span>, BulletinError> {
        let lang = self.ask.lang;
        let mut text = Text::default();
        for sentence in all {
            let is_of_nothing = match sentence.among {
                Some(whole) => self.counts_nothing(whole)?,
                None => false,
            };
            if is_of_nothing || !self.says(sentence.only) {
                continue;
            }
            let phrase = match &sentence.unless {
                Some((number, empty)) if self.counts_nothing(*number)? => empty,
                _ => &sentence.text,
            };
            let phrase = phrase.get(lang);
            // Nobody is sent to an annex that is not there, and no place is told where nobody has one.
            let is_sayable = phrase.annexes().all(|annex| self.annex_place(annex).is_some())
                && self.has_own_ranks(phrase)?;
            if is_sayable {
                self.phrase(phrase, slot, &mut text)?;
            }
        }
        Ok(text.done())
    }

    pub(super) fn counts_nothing(&self, number: usize) -> Result<bool, BulletinError> {
        let figure = self.figure(number)?;
        let counted = figure.entries.or(figure.projects);
        let is_nothing = counted == Some(0);
        Ok(is_nothing || (figure.value.is_none() && self.spec(number).kind != FigureKind::Count))
    }

    pub(super) fn phrase(
        &mut self,
        phrase: &Phrase,
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        for piece in &phrase.0 {
            match piece {
                Piece::Text(words) => text.words(words),
                Piece::Word(word, form) => text.words(&self.word(*word, *form)?),
                Piece::Number(number, aspect, form) => self.number(*number, (*aspect, *form), slot, text)?,
                Piece::Choice(number, aspect, [one, many]) => {
                    let is_one = self.figure(*number)?.slot(aspect.code(), self.ask.lang) == "1";
                    text.words(if is_one { one } else { many });
                }
                Piece::Sentence(number, variant) => {
                    let figure = self.figure(*number)?;
                    self.catalogue_sentence(*number, &figure, (variant.as_deref(), slot), text)?;
                }
                Piece::Annex(slot) => text.words(&self.annex_label(slot)),
            }
        }
        Ok(())
    }

    /// 附件2; of a single annex 附件.
    fn annex_label(&self, slot: &str) -> String {
        let count = self.template.annexes.iter().filter(|annex| self.has_annex(annex)).count();
        let place = self.annex_place(slot).unwrap_or_default();
        wording::annex(self.ask.lang, (count > 1).then_some(place + 1))
    }

    /// The place of an annex among those that are made.
    fn annex_place(&self, slot: &str) -> Option<usize> {
        let mut made = self.template.annexes.iter().filter(|annex| self.has_annex(annex));
        made.position(|annex| annex.slot == slot)
    }

    /// The catalogue's own sentence of a figure, its numbers as numbers.
    pub(super) fn catalogue_sentence(
        &mut self,
        number: usize,
        figure: &Figure,
        (variant, slot): (Option<&str>, &str),
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        for part in figure.parts(variant, self.ask.lang).unwrap_or_default() {
            match part.slot.and_then(Aspect::from_code) {
                None => text.words(&part.text),
                Some(aspect) => self.printed(number, figure, (aspect, part.text), slot, text)?,
            }
        }
        match figure.apart_sentence(self.ask.lang).filter(|_| variant.is_none()) {
            Some(sentence) => self.and_apart(number, &sentence, slot, text),
            None => Ok(()),
        }
    }

    /// Goes on with the sentence of the rate beside, which is over other projects. Its numbers open where the template has
    /// that rate as well.
    fn and_apart(
        &mut self,
        number: usize,
        sentence: &str,
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        text.words(self.ask.lang.semicolon());
        let (beside, own) = (&self.spec(number).beside, &self.template.numbers[number]);
        let is_it = |it: &Number| {
            Some(&it.figure) == beside.as_ref() && (&it.filter, it.rounds) == (&own.filter, own.rounds)
        };
        let Some(other) = self.template.numbers.iter().position(is_it) else {
            text.words(sentence);
            return Ok(());
        };
        let figure = self.figure(other)?;
        self.catalogue_sentence(other, &figure, (None, slot), text)
    }

    /// A number of the bulletin's whole.
    fn number(
        &mut self,
        number: usize,
        (aspect, form): (Aspect, Form),
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        match aspect {
            Aspect::Rank => return self.own_rank(number, slot, text),
            Aspect::Points => return self.points(number, slot, text),
            Aspect::Growth => return self.growth(number, slot, text),
            Aspect::Split => return self.split(number, slot, text),
            _ => {}
        }
        let figure = self.figure(number)?;
        let digits = figure.slot(aspect.code(), self.ask.lang);
        let printed = digits.parse().map_or(digits.clone(), |count| form.of(count));
        self.printed(number, &figure, (aspect, printed), slot, text)?;
        if aspect == Aspect::Count {
            self.count_noted(number, text)?;
            self.listed_before_noted(number, text)?;
        }
        Ok(())
    }

    /// The footnote that a template gives to a count.
    pub(super) fn count_noted(&mut self, number: usize, text: &mut Text) -> Result<(), BulletinError> {
        let note = self.note_of(number)?;
        text.marked(note.and_then(|note| self.notes.add("", note)));
        Ok(())
    }

    pub(super) fn printed(
        &mut self,
        number: usize,
        figure: &Figure,
        (aspect, printed): (Aspect, String),
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let of_money = matches!(aspect, Aspect::Amount | Aspect::AmountAbove);
        let is_ruled = matches!(aspect, Aspect::Rate | Aspect::Beside);
        let told = if is_ruled { self.note_of(number)? } else { None };
        let marked = (of_money && figure.numerator.is_none()) || is_ruled;
        let asked = (of_money, self.ask.lang);
        let mark = marked.then(|| self.notes.mark(self.catalogue(), (figure, told), asked)).flatten();
        let source = self.source(number, aspect, &figure.group);
        let name = self.slot_of(slot, number, aspect, &figure.group);
        text.figure(name, printed, source, mark);
        Ok(())
    }

    /// The stable name of a number in a paragraph: the template's own, its aspect, and the record of its group.
    pub(super) fn slot_of(&self, slot: &str, number: usize, aspect: Aspect, group: &Group) -> String {
        let key = &self.template.numbers[number].key;
        let group: String = group.0.iter().map(|(_, key)| format!(".{}", wording::key_slot(key))).collect();
        format!("{slot}.{key}{group}.{}", aspect.code())
    }

    pub(super) fn word(&self, word: Word, form: Form) -> Result<String, BulletinError> {
        let (lang, bases) = (self.ask.lang, &self.now.bases);
        let (year, month, day) = self.now.true_on.ymd();
        let of_round = |tell: &dyn Fn(&Kept<Round>) -> String| bases.this().map(tell).unwrap_or_default();
        Ok(match word {
            Word::Scope => self.ask.question.scope_name.to_owned(),
            Word::Whole => self.ask.whole_name.to_owned(),
            Word::Year => year.to_string(),
            Word::Month => month.to_string(),
            Word::DayOfMonth => day.to_string(),
            Word::RoundYear => of_round(&|round| round.year.to_string()),
            Word::Seq => of_round(&|round| form.of(round.seq_in_year)),
            Word::Running => {
                of_round(&|round| round.cumulative_seq.map_or_else(String::new, |number| form.of(number)))
            }
            Word::HeldOn => of_round(&|round| wording::day(lang, round.day)),
            Word::Venue => of_round(&|round| round.main_venue.clone().unwrap_or_default()),
            Word::Held => {
                let name = |round: &Round| (self.ask.holder_name)(round.org);
                of_round(&|round| round_held(self.catalogue(), round, &name(round), lang))
            }
            Word::Industries => self.industries()?,
            Word::Reported => self.reported(),
            Word::Rounds => form.of(bases.list(Rounds::Earlier).len() as i64),
            Word::KeyList => self.key_list_said()?,
            Word::AsOf => wording::as_of(lang, self.now.true_on),
            Word::Months => lang.months(self.months()),
            Word::MonthsShort => wording::months_short(lang, self.months()),
            Word::Units
            | Word::First
            | Word::Last
            | Word::Indicator
            | Word::Value
            | Word::Growth
            | Word::Share
            | Word::Target
            | Word::Points
            | Word::Rank => String::new(),
        })
    }

    /// Months of the year that have ended.
    pub(super) fn months(&self) -> i64 {
        crate::year::Year::of(self.now.true_on).elapsed().0
    }

    /// The clause of the industries; nothing where no entry is classed.
    fn industries(&self) -> Result<String, BulletinError> {
        let filter = self.now.bases.filter(Rounds::This).and(&self.narrowed());
        let question = crate::Question {
            filter: Some(&filter),
            true_on: self.now.true_on,
            by: &[],
            ..self.ask.question.clone()
        };
        let (industries, said) = round_industries(self.catalogue(), &question, self.ask.lang)?;
        let lang = self.ask.lang;
        Ok(if industries.is_empty() { String::new() } else { format!("{}{said}", lang.clause()) })
    }

    /// That the rounds are reported; this year is that of the round itself.
    fn reported(&self) -> String {
        let rounds = self.now.bases.list(Rounds::All);
        let year = self.now.true_on.year();
        let bodies: Vec<&Round> = rounds.iter().map(|round| &round.body).collect();
        rounds_reported(self.catalogue(), &bodies, year, self.ask.question.scope_name, self.ask.lang)
    }
}
