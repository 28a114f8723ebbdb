//! A workshop as the page shows it: its rules as fields, with what holds where they say nothing.

use furniture::catalogue::{Catalogue, Method};
use furniture::message::Message;
use furniture::workshop::{Kind, Rule, RuleValues, Workshop};

use crate::view::{Field, OffcutView, OptionView, ParameterView, WorkshopView};

/// What the page shows, with the values of a construction method where the workshop has none.
pub fn view(workshop: &Workshop, method: Option<&Method>, catalogue: &Catalogue) -> WorkshopView {
    let mut rules = Vec::new();
    for rule in Rule::ALL {
        let decides =
            rule != Rule::LeastUse || workshop.rules.choice(Rule::OffcutsFirst) == "from-use";
        if decides {
            rules.push(field(workshop, rule, method, catalogue));
        }
    }
    let offcuts = workshop.offcuts.iter().map(|offcut| OffcutView {
        board: offcut.material.board.clone(),
        thickness_um: offcut.material.thickness.0,
        decor: offcut.material.decor.clone(),
        length_um: offcut.length.0,
        width_um: offcut.width.0,
        quantity: offcut.quantity,
        fen: offcut.fen,
    });
    WorkshopView {
        rules,
        offcuts: offcuts.collect(),
        is_default: workshop.rules == RuleValues::default(),
    }
}

fn field(
    workshop: &Workshop,
    rule: Rule,
    method: Option<&Method>,
    catalogue: &Catalogue,
) -> ParameterView {
    let own = workshop.rules.get(rule);
    let saw = method.map(|method| method.saw);
    let usual = match rule {
        Rule::Kerf => saw.map(|saw| saw.kerf.0),
        Rule::Trim => saw.map(|saw| saw.trim.0),
        Rule::TrimLeft | Rule::TrimRight | Rule::TrimBottom | Rule::TrimTop => {
            let all = workshop.rules.get(Rule::Trim);
            all.or(saw.map(|saw| saw.trim.0))
        }
        Rule::OffcutLength => saw.map(|saw| saw.offcut_min_length.0),
        Rule::OffcutWidth => saw.map(|saw| saw.offcut_min_width.0),
        Rule::Stack => Some(1),
        Rule::LeastUse => Some(workshop.rules.least_use()),
        Rule::Credit | Rule::Levels | Rule::FirstCut | Rule::OffcutsFirst => Some(0),
        Rule::LongestCut | Rule::SmallestStrip => None,
        rate => catalogue.rates.get(rate.id()).map(|rate| rate.value()),
    };
    let id = rule.id();
    let value = own.or(usual);
    let why = Some(Message::new(rule.why()));
    ParameterView {
        parameter: id.to_owned(),
        label: format!("workshop.{id}"),
        value: value.map_or_else(String::new, |value| rule.text(value)),
        is_default: own.is_none(),
        field: match rule.kind() {
            Kind::Length(min_um, max_um) => Field::Length {
                value_um: value.unwrap_or(min_um),
                min_um,
                max_um,
                step_um: 100,
                min_reason: None,
                max_reason: why,
            },
            Kind::Count(min, max) => Field::Count {
                value: value.unwrap_or(min),
                min,
                max,
                min_reason: None,
                max_reason: why,
            },
            Kind::Money(..) => Field::Money {
                value_fen: value.unwrap_or_default(),
            },
            Kind::Choice(names) => Field::Choice {
                options: names
                    .iter()
                    .map(|name| OptionView {
                        value: (*name).to_owned(),
                        label: format!("workshop.{id}.{name}"),
                    })
                    .collect(),
            },
        },
        reset: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_show_what_holds() {
        let catalogue = Catalogue::shipped().unwrap();
        let method = catalogue.methods.values().next();
        let mut workshop = Workshop::default();
        let shown = view(&workshop, method.map(Box::as_ref), &catalogue);
        assert!(shown.is_default && shown.rules.iter().all(|rule| rule.is_default));
        let value = |view: &WorkshopView, id: &str| {
            let rule = view.rules.iter().find(|rule| rule.parameter == id);
            rule.map(|rule| rule.value.clone())
        };
        assert_eq!(value(&shown, "kerf").as_deref(), Some("4 mm"));
        assert_eq!(value(&shown, "longest_cut").as_deref(), Some(""));
        assert_eq!(value(&shown, "levels").as_deref(), Some("any"));
        assert_eq!(value(&shown, "least_use"), None);
        workshop.set_rule("offcuts_first", "from-use").unwrap();
        let shown = view(&workshop, method.map(Box::as_ref), &catalogue);
        assert!(!shown.is_default);
        assert_eq!(value(&shown, "least_use").as_deref(), Some("75"));
    }
}
