# Heads in Keras, converted from model.keras (written by diglot convert): python model.py
# Input (N, 7, 9, 3), output (N, 4) and (N, 4) and (N, 7, 9, 1).
import keras
from keras import layers


def heads():
    inputs = keras.Input((7, 9, 3), name="image")                    # (N, 7, 9, 3)
    x = layers.Conv2D(4, 3, name="trunk")(inputs)                    # (N, 5, 7, 4)
    x = layers.Activation("silu", name="trunk_silu")(x)
    scores_softmax = layers.Flatten(name="flatten")(x)               # (N, 140)
    scores_softmax = layers.Dense(4, name="scores")(scores_softmax)  # (N, 4)
    scores_softmax = layers.Softmax(name="scores_softmax")(scores_softmax)
    box = layers.GlobalAveragePooling2D(name="gap")(x)               # (N, 4)
    box = layers.Dense(4, name="box")(box)
    mask_sigmoid = layers.Conv2DTranspose(1, 3, name="mask")(x)      # (N, 7, 9, 1)
    mask_sigmoid = layers.Activation("sigmoid", name="mask_sigmoid")(mask_sigmoid)
    return keras.Model(inputs, [scores_softmax, box, mask_sigmoid], name="functional")


def load(path="heads.keras"):
    model = heads()
    model.load_weights(path)
    return model


if __name__ == "__main__":
    model = load()
    model.summary()
    print(*(y.shape for y in model(keras.random.uniform((1, 7, 9, 3)))))
