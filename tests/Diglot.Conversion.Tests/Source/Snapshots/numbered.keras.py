# Numbered in Keras (written by diglot convert): python model.py
# Input (N, 28, 28, 1), output (N, 10).
# The input 'input' is (None, 28, 28, 1) here, (None, 1, 28, 28) in the source: axes 0, 2, 3, 1 of the
#   source's.
import keras
from keras import layers


def numbered():
    return keras.Sequential([
        keras.Input((28, 28, 1)),                                             # (N, 28, 28, 1)
        layers.Conv2D(6, 5, padding="same", activation="sigmoid", name="0"),  # (N, 28, 28, 6)
        layers.AveragePooling2D(2, name="2"),                                 # (N, 14, 14, 6)
        layers.Flatten(name="3"),                                             # (N, 1176)
        layers.Dense(10, name="4"),                                           # (N, 10)
    ], name="sequential")


def load(path="numbered.keras"):
    model = numbered()
    model.load_weights(path)
    return model


if __name__ == "__main__":
    model = load()
    model.summary()
    print(model(keras.random.uniform((1, 28, 28, 1))).shape)
