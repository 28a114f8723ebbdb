//! What becomes of the offcuts in stock when a plan has been sawn.

use super::{MAX_OFFCUTS, Offcut, Workshop};
use crate::catalogue::Catalogue;
use crate::message::Message;
use crate::problem::Problem;

impl Workshop {
    /// Takes used offcuts off the list and puts those that are left onto it, alike ones together.
    ///
    /// # Errors
    /// Everything that is wrong with an offcut that is left, or that there are too many.
    pub fn saw(
        &mut self,
        used: &[Offcut],
        left: &[Offcut],
        catalogue: &Catalogue,
    ) -> Result<(), Vec<Problem>> {
        let mut next = self.offcuts.clone();
        for offcut in used {
            let mut many = offcut.quantity;
            for listed in next.iter_mut().filter(|listed| listed.is_alike(offcut)) {
                let taken = many.min(listed.quantity);
                listed.quantity -= taken;
                many -= taken;
            }
        }
        next.retain(|listed| listed.quantity > 0);
        for offcut in left {
            match next.iter_mut().find(|listed| listed.is_alike(offcut)) {
                Some(listed) => listed.quantity = listed.quantity.saturating_add(offcut.quantity),
                None => next.push(offcut.clone()),
            }
        }
        if next.len() > MAX_OFFCUTS {
            return Err(vec![Problem::new(too_many())]);
        }
        // Whatever is changed keeps the limits that hold for what is typed.
        for offcut in next
            .iter()
            .filter(|one| left.iter().any(|left| one.is_alike(left)))
        {
            let texts = offcut.texts().into_iter();
            let texts = texts.map(|(name, text)| (name.to_owned(), text)).collect();
            Offcut::of(&texts, catalogue)?;
        }
        self.offcuts = next;
        Ok(())
    }
}

/// What is said when the list is full.
pub(super) fn too_many() -> Message {
    let most = i64::try_from(MAX_OFFCUTS).unwrap_or(i64::MAX);
    Message::new("problem.too-many-offcuts").count("most", most)
}

impl Offcut {
    /// Whether it is the same but for how many there are.
    fn is_alike(&self, other: &Self) -> bool {
        let Self {
            material,
            length,
            width,
            quantity: _,
            fen,
        } = self;
        (material, length, width, fen) == (&other.material, &other.length, &other.width, &other.fen)
    }
}
