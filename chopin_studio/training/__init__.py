"""Define, train and check the networks: the one place of Keras and TensorFlow."""
