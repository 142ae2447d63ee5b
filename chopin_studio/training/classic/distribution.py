"""Hand the training to several devices or machines, through `tf.distribute`."""

import json
import os

import tensorflow as tf

from chopin_studio.errors import StudioError


class StrategyError(StudioError):
    """A strategy cannot be used here."""


def split_processor(count: int) -> None:
    """Make `count` logical devices of the processor; StrategyError where TensorFlow is in use.

    Each works on its share of a batch. That is not faster than one device with all cores, but
    shows on any machine what several accelerators would do.
    """
    processor = tf.config.list_physical_devices("CPU")[0]
    try:
        tf.config.set_logical_device_configuration(
            processor, [tf.config.LogicalDeviceConfiguration()] * count
        )
        devices = len(tf.config.list_logical_devices("CPU"))
    except RuntimeError:
        devices = len(tf.config.list_logical_devices("CPU"))
    if devices != count:
        raise StrategyError(
            f"The processor is in use as {devices} already, not {count}. Start the training anew."
        )


def strategy_named(name: str) -> tf.distribute.Strategy:
    """Return the strategy of this name.

    `one` trains on TensorFlow's first device, `mirrored` on all accelerators of this machine, or
    all its logical processors where it has none, and `multiworker` on all machines that the
    environment variable TF_CONFIG names (see TensorFlow's guide to it). Raises StrategyError.
    """
    if name == "mirrored":
        devices = tf.config.list_logical_devices("GPU") or tf.config.list_logical_devices("CPU")
        return tf.distribute.MirroredStrategy([device.name for device in devices])
    if name == "multiworker":
        worker_index()
        return tf.distribute.MultiWorkerMirroredStrategy()
    return tf.distribute.get_strategy()


def worker_index() -> int:
    """Return this process's place among the workers that TF_CONFIG names; StrategyError if none."""
    try:
        return int(json.loads(os.environ["TF_CONFIG"])["task"]["index"])
    except (KeyError, TypeError, ValueError) as error:
        raise StrategyError(
            "The strategy multiworker finds no good TF_CONFIG in the environment. Set it on every "
            'machine, as {"cluster": {"worker": ["HOST:PORT", ...]}, "task": {"type": "worker", '
            '"index": 0}}, with an index of its own on each.'
        ) from error
