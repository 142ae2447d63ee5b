"""Distribute the training over several devices or machines, by `tf.distribute`."""

import json
import os

import tensorflow as tf

from chopin_studio.errors import StudioError


class StrategyError(StudioError):
    """A strategy cannot be used here."""


def split_processor(count: int) -> None:
    """Split the processor into `count` logical devices; StrategyError if TensorFlow is running.

    Each computes its share of a batch. That is not faster than one device with all cores, but
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
            f"The processor is already in use as {devices} devices, not {count}. "
            "Start the training again."
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
    """Return the index of this process among the workers of TF_CONFIG; StrategyError if none."""
    try:
        return int(json.loads(os.environ["TF_CONFIG"])["task"]["index"])
    except (KeyError, TypeError, ValueError) as error:
        raise StrategyError(
            "The strategy multiworker needs a valid TF_CONFIG in the environment. Set it on every "
            'machine, as {"cluster": {"worker": ["HOST:PORT", ...]}, "task": {"type": "worker", '
            '"index": 0}}, with an index of its own on each.'
        ) from error
