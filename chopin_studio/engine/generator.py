"""Generate music with any bundle."""

from collections.abc import Iterator

from threadpoolctl import threadpool_limits

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.continuation.continuation import carry_on
from chopin_studio.engine.controls import check_supported
from chopin_studio.engine.events import GenerationEvent, Opening, Step
from chopin_studio.engine.originality_guard import QuotationGuard, QuotationLimit
from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.settings.definition import SettingsError
from chopin_studio.texts import translatable

__all__ = ["Opening", "Step", "generate"]


def generate(
    bundle: Bundle,
    settings: GenerationSettings,
    ready: WarmStarts | None = None,
    guard: QuotationGuard | None = None,
) -> Iterator[GenerationEvent]:
    """Yield every take's opening and then its notes as they are generated, or what is tried.

    This is slow: call it on a worker thread; it may be stopped at any item. The same bundle and
    settings give the same notes. The network and the state after the seed are cached in `ready`,
    for the next take that begins in the same way. `guard` knows the pieces where takes are to stay
    original; with another one the notes may differ. Raises a StudioError where the bundle or the
    seed is not usable, or the settings have what the bundle's family does not follow.
    """
    family, kept = bundle.family, ready or WarmStarts()
    check_supported(bundle, settings)
    check_sampler(settings.sampler)
    guarding = QuotationLimit.asked(settings, guard)
    # One thread for the matrix products: several wait for each other by spinning, which takes the
    # processor from the window and the player, and is much slower on a busy machine. It applies to
    # the whole process, so it stays: a take that ends must not undo it for the next.
    threadpool_limits(1, user_api="blas")

    def make(asked: GenerationSettings) -> Iterator[GenerationEvent]:
        return family.generate(bundle, asked, kept, guarding)

    start = settings.start
    if isinstance(start, ExcerptStart) and start.passage is not None:
        yield from carry_on(make, family, bundle, settings, start, start.passage)
    else:
        yield from make(settings)


def check_sampler(version: int) -> None:
    """Raise SettingsError for a version of the sampler that this program does not have."""
    if version > SAMPLER:
        raise SettingsError(
            translatable(
                "The take was made with a newer version of Chopin Studio. Update Chopin Studio to "
                "generate it again."
            )
        )
