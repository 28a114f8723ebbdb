//! What the templates of a module come to: boards with their bands, and openings.

use super::materials::Material;
use super::node::{Evaluator, Outcome, Position};
use super::scope::NodeScope;
use super::sizes::{BandingRule, cut_length};
use super::surfaces::surface_on;
use super::terms::{extent, length, placed, truth};
use super::{Board, Box3, Opening, edge_side};
use crate::design::Node;
use crate::formula::Formula;
use crate::key::BoardKey;
use crate::length::Length;
use crate::library::file::Lies;
use crate::library::{BoardTemplate, OpeningTemplate};
use crate::message::Message;
use crate::problem::Problem;

impl Evaluator<'_> {
    /// One board of a template.
    pub(super) fn board(
        &self,
        node: &Node,
        template: &BoardTemplate,
        position: &Position,
        scope: &NodeScope<'_>,
        motion: Option<usize>,
    ) -> Outcome<Board> {
        let key = scope.key(node, &template.id);
        let (index, material) = self.material(node, template, scope, &key)?;
        let of = |formula: &Formula| length(formula, scope, node, &template.id);
        let size = |formula: &Formula| extent(formula, scope, node, &template.id);
        let finished = [size(&template.length)?, size(&template.width)?];
        if finished.iter().any(|side| side.0 <= 0) {
            return Err(Problem::at(
                Message::new("problem.board-vanishes")
                    .key("board", template.label.clone())
                    .um("length", finished[0])
                    .um("width", finished[1]),
                key.to_string(),
            ));
        }
        let thickness_axis = match template.lies {
            Lies::Upright => 0,
            Lies::Horizontal => 1,
            Lies::Facing => 2,
        };
        let length_axis = template.along.index();
        let width_axis = 3 - thickness_axis - length_axis;
        let mut size = [material.choice.thickness; 3];
        size[length_axis] = finished[0];
        size[width_axis] = finished[1];
        let mut board = Board {
            item: position.item,
            label: template.label.clone(),
            role: template.role,
            material: index,
            place: Box3 {
                min: placed(&template.at, position, scope, node, &template.id)?,
                size,
            },
            length_axis,
            width_axis,
            thickness_axis,
            edges: Default::default(),
            finished,
            cut: finished,
            oversize: finished,
            tongue: template.tongue.as_ref().map(of).transpose()?,
            grooves: Vec::new(),
            motion,
            is_front: template.is_front,
            is_matched: match &template.matched {
                Some(matched) => truth(matched, scope, node, &template.id)?,
                None => false,
            },
            surface: None,
            key,
        };
        let surface = surface_on(
            self.design,
            self.catalogue,
            board.role,
            &material.choice.board,
        );
        let mut surfaces = self.assembly.surfaces.iter();
        board.surface =
            surface.and_then(|(surface, _)| surfaces.position(|known| known == surface));
        let is_covered = surface.is_some_and(|(_, coating)| coating.covers_edges);
        self.band(&mut board, template, material, is_covered)?;
        Ok(board)
    }

    /// What a board is made of: its own material if the design gives it one, else its role's.
    fn material<'m>(
        &'m self,
        node: &Node,
        template: &BoardTemplate,
        scope: &NodeScope<'m>,
        key: &BoardKey,
    ) -> Outcome<(usize, &'m Material)> {
        let Some((index, of_role)) = scope.materials.get(template.role) else {
            return Err(Problem::at(
                Message::new("problem.no-such-role").text("role", template.role.id()),
                key.to_string(),
            ));
        };
        let own = node.materials.get(&key.place());
        let own = own.and_then(|choice| self.materials.index_of(choice));
        let own = own.and_then(|index| Some((index, self.materials.list.get(index)?)));
        let Some((index, own)) = own else {
            return Ok((index, of_role));
        };
        // Its module has reckoned with the thickness of the role, in this board and in those around it.
        if own.choice.thickness != of_role.choice.thickness {
            return Err(Problem::at(
                Message::new("problem.board-thickness")
                    .key("board", &template.label)
                    .um("found", own.choice.thickness)
                    .um("wanted", of_role.choice.thickness),
                key.to_string(),
            )
            .concerning(vec![key.to_string()]));
        }
        Ok((index, own))
    }

    /// Chooses the bands and computes cut and oversize from them.
    fn band(
        &self,
        board: &mut Board,
        template: &BoardTemplate,
        material: &Material,
        is_covered: bool,
    ) -> Outcome<()> {
        let mut thickness = [None; 4];
        for (side, class) in &template.bands {
            let (axis, is_high) = side.along();
            let side = (axis.index(), is_high);
            let Some(edge) = (0..4).find(|edge| edge_side(board, *edge) == side) else {
                return Err(Problem::at(
                    Message::new("problem.band-on-face").key("board", board.label.clone()),
                    board.key.to_string(),
                ));
            };
            let Some(class) = self.design.bands.get(class) else {
                return Err(Problem::at(
                    Message::new("problem.no-such-band-class").text("class", class.clone()),
                    board.key.to_string(),
                ));
            };
            // A coating that covers edges takes the band's place.
            if is_covered {
                continue;
            }
            board.edges[edge].clone_from(class);
            thickness[edge] = class
                .as_ref()
                .and_then(|band| self.catalogue.bands.get(band))
                .map(|band| band.thickness);
        }
        let rule = BandingRule {
            rounding: self.method.rounding,
            pre_mill: self.method.banding.pre_mill,
            ignore_below: self.method.banding.ignore_below,
        };
        board.cut = [
            cut_length(board.finished[0], [thickness[2], thickness[3]], rule),
            cut_length(board.finished[1], [thickness[0], thickness[1]], rule),
        ];
        board.oversize = board.cut.map(|side| Length(side.0 + material.oversize.0));
        Ok(())
    }

    /// Adds one opening of a template; answers with its index.
    pub(super) fn opening(
        &mut self,
        node: &Node,
        template: &OpeningTemplate,
        position: &Position,
        scope: &NodeScope<'_>,
    ) -> Outcome<usize> {
        let of = |formula: &Formula| length(formula, scope, node, &template.id);
        let [w, h, d] = &template.size;
        let extent = |formula: &Formula| extent(formula, scope, node, &template.id);
        let size = [extent(w)?, extent(h)?, extent(d)?];
        if size.iter().any(|side| side.0 <= 0) {
            return Err(Problem::at(
                Message::new("problem.opening-vanishes").key("opening", template.label.clone()),
                format!("module {}, {}", node.id, template.id),
            ));
        }
        let overlay = match &template.overlay {
            None => [Length(0); 4],
            Some([left, right, bottom, top]) => [of(left)?, of(right)?, of(bottom)?, of(top)?],
        };
        self.assembly.openings.push(Opening {
            key: scope.key(node, &template.id),
            item: position.item,
            label: template.label.clone(),
            over: template.over.clone(),
            accepts: template.accepts.clone(),
            space: Box3 {
                min: placed(&template.at, position, scope, node, &template.id)?,
                size,
            },
            overlay,
            tracks: template.tracks.clone(),
            parent: position.opening,
            nodes: Vec::new(),
            is_divided: false,
        });
        Ok(self.assembly.openings.len() - 1)
    }
}
