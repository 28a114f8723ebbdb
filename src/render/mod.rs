//! Draws a [`Picture`] on a canvas by WebGL2, through the graphics layer that Bevy draws with.
//!
//! Holds nothing of the furniture: every frame is told by its picture alone. One uniform buffer, one
//! mesh buffer and one instance buffer a kind; shadows are kept as long as nothing has moved.

mod meshes;
mod pipelines;
mod uniforms;

use bevy_ecs::prelude::Resource;
use bytemuck::Pod;
use wgpu::util::DeviceExt as _;

use crate::model::Models;
use crate::view::light;
use crate::view::picture::Picture;
use meshes::{MeshRange, Meshes};
use pipelines::Pipelines;
use uniforms::{CASTER_STRIDE, Caster, Frame};

/// Shadow pictures of all lights share one texture of this size, pixels.
const SHADOW_SIZE: [u32; 2] = [2048, 1024];
/// Samples per pixel.
const SAMPLES: u32 = 4;

/// Why there is no renderer or no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser gives no WebGL2 surface.
    NoSurface(String),
    /// No graphics adapter or device.
    NoDevice(String),
    /// The surface is gone.
    Lost,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSurface(detail) => write!(f, "no-surface: {detail}"),
            Self::NoDevice(detail) => write!(f, "no-device: {detail}"),
            Self::Lost => write!(f, "context-lost"),
        }
    }
}

/// The browser as what wgpu calls a display.
#[derive(Debug)]
struct Browser;

impl wgpu::rwh::HasDisplayHandle for Browser {
    fn display_handle(&self) -> Result<wgpu::rwh::DisplayHandle<'_>, wgpu::rwh::HandleError> {
        Ok(wgpu::rwh::DisplayHandle::web())
    }
}

/// An instance buffer that grows as needed.
struct Instances {
    label: &'static str,
    buffer: wgpu::Buffer,
    stride: u64,
}

impl Instances {
    fn new<T>(device: &wgpu::Device, label: &'static str) -> Self {
        let stride = size_of::<T>() as u64;
        Self {
            label,
            buffer: instance_buffer(device, label, stride * 64),
            stride,
        }
    }

    fn write<T: Pod>(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, all: &[T]) {
        let bytes: &[u8] = bytemuck::cast_slice(all);
        if bytes.len() as u64 > self.buffer.size() {
            let size = (bytes.len() as u64).next_power_of_two();
            self.buffer = instance_buffer(device, self.label, size);
        }
        if !bytes.is_empty() {
            queue.write_buffer(&self.buffer, 0, bytes);
        }
    }

    /// Draws a mesh for a range of instances. The buffer is bound where the range starts, since WebGL2
    /// counts instances from zero.
    fn draw(&self, pass: &mut wgpu::RenderPass<'_>, mesh: &MeshRange, range: std::ops::Range<u32>) {
        if range.is_empty() || mesh.is_empty() {
            return;
        }
        pass.set_vertex_buffer(1, self.buffer.slice(u64::from(range.start) * self.stride..));
        pass.draw_indexed(mesh.clone(), 0, 0..range.end - range.start);
    }
}

fn instance_buffer(device: &wgpu::Device, label: &str, size: u64) -> wgpu::Buffer {
    device.create_buffer(&wgpu::BufferDescriptor {
        label: Some(label),
        size,
        usage: wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST,
        mapped_at_creation: false,
    })
}

/// Pictures to render into, as large as the canvas.
struct Targets {
    colour: wgpu::TextureView,
    depth: wgpu::TextureView,
}

/// The renderer of one canvas.
#[derive(Resource)]
pub struct Renderer {
    surface: wgpu::Surface<'static>,
    device: wgpu::Device,
    queue: wgpu::Queue,
    config: wgpu::SurfaceConfiguration,
    targets: Targets,
    pipelines: Pipelines,
    meshes: Meshes,
    frame: wgpu::Buffer,
    frame_group: wgpu::BindGroup,
    casters: wgpu::Buffer,
    caster_group: wgpu::BindGroup,
    shadow_view: wgpu::TextureView,
    shadow_group: wgpu::BindGroup,
    solids: Instances,
    glasses: Instances,
    inks: Instances,
    /// The shape whose shadows are in the texture.
    shadowed: Option<u32>,
}

impl Renderer {
    /// Prepares a canvas of this size in device pixels.
    ///
    /// # Errors
    /// When the browser gives no WebGL2.
    pub async fn new(
        canvas: web_sys::HtmlCanvasElement,
        size: [u32; 2],
        models: &Models,
    ) -> Result<Self, Fault> {
        let mut descriptor = wgpu::InstanceDescriptor::new_with_display_handle(Box::new(Browser));
        descriptor.backends = wgpu::Backends::GL;
        let instance = wgpu::Instance::new(descriptor);
        let surface = instance
            .create_surface(wgpu::SurfaceTarget::Canvas(canvas))
            .map_err(|error| Fault::NoSurface(error.to_string()))?;
        let adapter = instance
            .request_adapter(&wgpu::RequestAdapterOptions {
                compatible_surface: Some(&surface),
                ..wgpu::RequestAdapterOptions::default()
            })
            .await
            .map_err(|error| Fault::NoDevice(error.to_string()))?;
        let (device, queue) = adapter
            .request_device(&wgpu::DeviceDescriptor {
                label: Some("boardwright"),
                required_limits: wgpu::Limits::downlevel_webgl2_defaults()
                    .using_resolution(adapter.limits()),
                ..wgpu::DeviceDescriptor::default()
            })
            .await
            .map_err(|error| Fault::NoDevice(error.to_string()))?;
        let formats = surface.get_capabilities(&adapter).formats;
        // The shaders write sRGB themselves, so that what lies over another is blended as on the page.
        let format = formats
            .iter()
            .copied()
            .find(|format| !format.is_srgb())
            .or_else(|| formats.first().copied())
            .ok_or_else(|| Fault::NoSurface("no colour format".to_owned()))?;
        let config = wgpu::SurfaceConfiguration {
            usage: wgpu::TextureUsages::RENDER_ATTACHMENT,
            format,
            width: size[0].max(1),
            height: size[1].max(1),
            present_mode: wgpu::PresentMode::Fifo,
            desired_maximum_frame_latency: 2,
            alpha_mode: wgpu::CompositeAlphaMode::Auto,
            view_formats: Vec::new(),
        };
        surface.configure(&device, &config);
        Ok(Self::on(surface, device, queue, config, models))
    }

    fn on(
        surface: wgpu::Surface<'static>,
        device: wgpu::Device,
        queue: wgpu::Queue,
        config: wgpu::SurfaceConfiguration,
        models: &Models,
    ) -> Self {
        let pipelines = Pipelines::new(&device, config.format, SAMPLES);
        let meshes = Meshes::new(&device, models);
        let frame = device.create_buffer(&wgpu::BufferDescriptor {
            label: Some("frame"),
            size: size_of::<Frame>() as u64,
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
            mapped_at_creation: false,
        });
        let casters = device.create_buffer_init(&wgpu::util::BufferInitDescriptor {
            label: Some("casters"),
            contents: &[0; CASTER_STRIDE as usize * light::COUNT],
            usage: wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST,
        });
        let shadow_view = texture(
            &device,
            SHADOW_SIZE,
            1,
            wgpu::TextureFormat::Depth32Float,
            wgpu::TextureUsages::RENDER_ATTACHMENT | wgpu::TextureUsages::TEXTURE_BINDING,
        );
        let shadow_sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            label: Some("shadow"),
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            compare: Some(wgpu::CompareFunction::LessEqual),
            ..wgpu::SamplerDescriptor::default()
        });
        Self {
            targets: targets(&device, &config),
            frame_group: pipelines.frame_group(&device, &frame),
            caster_group: pipelines.caster_group(&device, &casters),
            shadow_group: pipelines.shadow_group(&device, &shadow_view, &shadow_sampler),
            solids: Instances::new::<crate::view::picture::Solid>(&device, "solids"),
            glasses: Instances::new::<crate::view::picture::Glass>(&device, "glasses"),
            inks: Instances::new::<crate::view::picture::Ink>(&device, "inks"),
            shadowed: None,
            surface,
            device,
            queue,
            config,
            pipelines,
            meshes,
            frame,
            casters,
            shadow_view,
        }
    }

    /// Follows the canvas's size in device pixels.
    pub fn resize(&mut self, size: [u32; 2]) {
        let size = size.map(|side| side.max(1));
        if size != [self.config.width, self.config.height] {
            [self.config.width, self.config.height] = size;
            self.surface.configure(&self.device, &self.config);
            self.targets = targets(&self.device, &self.config);
        }
    }

    /// Draws one frame; gives false when the browser has no frame to draw into just now.
    ///
    /// # Errors
    /// When the surface is gone for good.
    pub fn draw(&mut self, picture: &Picture) -> Result<bool, Fault> {
        let output = match self.surface.get_current_texture() {
            wgpu::CurrentSurfaceTexture::Success(output)
            | wgpu::CurrentSurfaceTexture::Suboptimal(output) => output,
            wgpu::CurrentSurfaceTexture::Outdated => {
                self.surface.configure(&self.device, &self.config);
                return Ok(false);
            }
            wgpu::CurrentSurfaceTexture::Timeout | wgpu::CurrentSurfaceTexture::Occluded => {
                return Ok(false);
            }
            _ => return Err(Fault::Lost),
        };
        self.queue
            .write_buffer(&self.frame, 0, bytemuck::bytes_of(&Frame::of(picture)));
        self.solids
            .write(&self.device, &self.queue, &picture.solids);
        self.glasses
            .write(&self.device, &self.queue, &picture.glasses);
        self.inks.write(&self.device, &self.queue, &picture.inks);
        let mut encoder = self
            .device
            .create_command_encoder(&wgpu::CommandEncoderDescriptor::default());
        if self.shadowed != Some(picture.shape) {
            self.shadowed = Some(picture.shape);
            self.cast(&mut encoder, picture);
        }
        let view = output
            .texture
            .create_view(&wgpu::TextureViewDescriptor::default());
        self.paint(&mut encoder, &view, picture);
        self.queue.submit([encoder.finish()]);
        output.present();
        Ok(true)
    }

    /// Draws the depth of all opaque solids as each light sees them.
    fn cast(&self, encoder: &mut wgpu::CommandEncoder, picture: &Picture) {
        for (index, light) in picture.lights.iter().enumerate() {
            let caster = Caster::of(light);
            let offset = CASTER_STRIDE * index as u64;
            self.queue
                .write_buffer(&self.casters, offset, bytemuck::bytes_of(&caster));
        }
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("shadows"),
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &self.shadow_view,
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(1.0),
                    store: wgpu::StoreOp::Store,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_pipeline(&self.pipelines.shadow);
        pass.set_bind_group(0, &self.frame_group, &[]);
        self.meshes.bind(&mut pass);
        let [wide, high] = SHADOW_SIZE.map(|side| side as f32);
        for (index, light) in picture.lights.iter().enumerate() {
            let [x, y, width, height] = light.tile;
            pass.set_viewport(x * wide, y * high, width * wide, height * high, 0.0, 1.0);
            let offset = u32::try_from(CASTER_STRIDE).unwrap_or(256) * index as u32;
            pass.set_bind_group(1, &self.caster_group, &[offset]);
            for draw in &picture.draws[..picture.opaque] {
                self.solids
                    .draw(&mut pass, self.meshes.of(draw.model), draw.range.clone());
            }
        }
    }

    fn paint(
        &self,
        encoder: &mut wgpu::CommandEncoder,
        view: &wgpu::TextureView,
        picture: &Picture,
    ) {
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("picture"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: &self.targets.colour,
                depth_slice: None,
                resolve_target: Some(view),
                ops: wgpu::Operations {
                    load: wgpu::LoadOp::Clear(wgpu::Color::WHITE),
                    store: wgpu::StoreOp::Discard,
                },
            })],
            depth_stencil_attachment: Some(wgpu::RenderPassDepthStencilAttachment {
                view: &self.targets.depth,
                depth_ops: Some(wgpu::Operations {
                    load: wgpu::LoadOp::Clear(1.0),
                    store: wgpu::StoreOp::Discard,
                }),
                stencil_ops: None,
            }),
            ..wgpu::RenderPassDescriptor::default()
        });
        pass.set_bind_group(0, &self.frame_group, &[]);
        pass.set_pipeline(&self.pipelines.room);
        pass.draw(0..3, 0..1);

        self.meshes.bind(&mut pass);
        pass.set_bind_group(1, &self.shadow_group, &[]);
        pass.set_pipeline(&self.pipelines.solid);
        for draw in &picture.draws[..picture.opaque] {
            self.solids
                .draw(&mut pass, self.meshes.of(draw.model), draw.range.clone());
        }
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        if picture.has_person {
            pass.set_pipeline(&self.pipelines.person);
            self.glasses.draw(&mut pass, &self.meshes.person, 0..1);
        }
        pass.set_pipeline(&self.pipelines.clear_solid);
        for draw in &picture.draws[picture.opaque..] {
            self.solids
                .draw(&mut pass, self.meshes.of(draw.model), draw.range.clone());
        }
        pass.set_pipeline(&self.pipelines.glass);
        let first = u32::from(picture.has_person);
        self.glasses.draw(
            &mut pass,
            self.meshes.of(None),
            first..count(picture.glasses.len()),
        );
        pass.set_pipeline(&self.pipelines.hidden_ink);
        self.inks
            .draw(&mut pass, &self.meshes.line, 0..count(picture.hidden));
        pass.set_pipeline(&self.pipelines.ink);
        let inks = count(picture.hidden)..count(picture.inks.len());
        self.inks.draw(&mut pass, &self.meshes.line, inks);
    }
}

fn texture(
    device: &wgpu::Device,
    [width, height]: [u32; 2],
    sample_count: u32,
    format: wgpu::TextureFormat,
    usage: wgpu::TextureUsages,
) -> wgpu::TextureView {
    let made = device.create_texture(&wgpu::TextureDescriptor {
        label: None,
        size: wgpu::Extent3d {
            width,
            height,
            depth_or_array_layers: 1,
        },
        mip_level_count: 1,
        sample_count,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage,
        view_formats: &[],
    });
    made.create_view(&wgpu::TextureViewDescriptor::default())
}

fn targets(device: &wgpu::Device, config: &wgpu::SurfaceConfiguration) -> Targets {
    let size = [config.width, config.height];
    let usage = wgpu::TextureUsages::RENDER_ATTACHMENT;
    Targets {
        colour: texture(device, size, SAMPLES, config.format, usage),
        depth: texture(device, size, SAMPLES, pipelines::DEPTH, usage),
    }
}
