# TinyResnet in Keras, converted from model.keras (written by diglot convert): python model.py
# Input (N, 9, 8, 3), output (N, 5).
# b1_1_conv: kernel_regularizer acts in training only and is not part of a PyTorch module: add the penalty to
#   the loss (or use weight_decay), apply the constraint after each step.
# b2_1_conv: kernel_regularizer acts in training only and is not part of a PyTorch module: add the penalty to
#   the loss (or use weight_decay), apply the constraint after each step.
import keras
from keras import layers


def tiny_resnet():
    inputs = keras.Input((9, 8, 3), name="input_layer")                                      # (N, 9, 8, 3)
    x = layers.ZeroPadding2D(1, name="zero_padding2d")(inputs)                               # (N, 11, 10, 3)
    x = layers.Conv2D(4, 3, name="stem")(x)                                                  # (N, 9, 8, 4)
    x = layers.MaxPooling2D(3, strides=2, name="max_pooling2d")(x)                           # (N, 4, 3, 4)
    y = layers.Conv2D(4, 3, padding="same", use_bias=False, name="b1_1_conv")(x)
    y = layers.BatchNormalization(epsilon=1.001e-05, name="b1_1_bn")(y)
    y = layers.ReLU(name="b1_1_relu")(y)
    y = layers.Conv2D(4, 3, padding="same", use_bias=False, name="b1_2_conv")(y)
    y = layers.BatchNormalization(epsilon=1.001e-05, name="b1_2_bn")(y)
    x = layers.Add(name="b1_add")([x, y])
    x = layers.ReLU(name="b1_out")(x)
    y = layers.Conv2D(6, 3, strides=2, padding="same", use_bias=False, name="b2_1_conv")(x)  # (N, 2, 2, 6)
    y = layers.BatchNormalization(epsilon=1.001e-05, name="b2_1_bn")(y)
    y = layers.ReLU(name="b2_1_relu")(y)
    y = layers.Conv2D(6, 3, padding="same", use_bias=False, name="b2_2_conv")(y)
    y = layers.BatchNormalization(epsilon=1.001e-05, name="b2_2_bn")(y)
    x = layers.Conv2D(6, 1, strides=2, use_bias=False, name="b2_0_conv")(x)                  # (N, 2, 2, 6)
    x = layers.BatchNormalization(epsilon=1.001e-05, name="b2_0_bn")(x)
    x = layers.Add(name="b2_add")([x, y])
    x = layers.ReLU(name="b2_out")(x)
    x = layers.GlobalAveragePooling2D(name="global_average_pooling2d")(x)                    # (N, 6)
    x = layers.Dense(5, name="logits")(x)                                                    # (N, 5)
    return keras.Model(inputs, x, name="tiny_resnet")


def load(path="tiny_resnet.weights.h5"):
    model = tiny_resnet()
    model.load_weights(path)
    model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=0.001, rho=0.8, momentum=0.5, centered=True), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    return model


if __name__ == "__main__":
    model = load()
    model.summary()
    print(model(keras.random.uniform((1, 9, 8, 3))).shape)
